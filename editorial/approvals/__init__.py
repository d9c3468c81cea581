"""The record of approvals as the desk shows it: who approved which version, and what changed since."""
