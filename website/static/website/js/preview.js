/** Opens the preview whose token stands behind the # of the link: browsers send that part to nobody, so this page sends it, once. */
const form = document.querySelector("[data-preview]");
const token = decodeURIComponent(location.hash.slice(1));

if (token) {
  // What is in the address bar is in the history: the token goes out of both.
  history.replaceState(null, "", location.pathname);
  form.elements.token.value = token;
  form.submit();
}
