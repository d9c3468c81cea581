"""Three hundred words pasted from Word and six fields: a guide is public, word for word, and nothing of Word is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.program import open_form, page_number
from tests.running_site import ROOT, Site, wait_until

pytestmark = pytest.mark.browser

WORD = ROOT / "tests" / "files" / "word.html"
"""What Word puts on the clipboard: its own namespaces, styles, comments and lists that are no lists."""

PASTE = """(field, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

READ = """
query Read($path: String!) {
  page(path: $path, locale: FR) { title summary bodyHtml ... on GuidePage { themes { name } ages { name } organisation { name } } }
}
"""

BODY = (
    "<p>Votre enfant a reçu une photo intime d’un élève de sa classe, et elle circule. Vous l’apprenez ce soir, par un message d’une autre"
    " mère. Avant de téléphoner à qui que ce soit, asseyez-vous avec lui et laissez-le raconter. Il a peut-être honte, même s’il n’a rien"
    " fait : <b>dites-lui que vous êtes de son côté</b>.</p>"
    "<p>La loi est claire. Faire circuler l’image intime de quelqu’un sans son accord est puni, que l’on soit l’auteur de la photo ou que"
    " l’on ait seulement appuyé sur « partager ». Les mineurs en répondent aussi, à partir de l’âge de treize ans. Votre enfant a donc"
    " intérêt à s’arrêter là, et vous à lui expliquer pourquoi sans crier.</p>"
    "<p><b><i>Ce soir même</i></b></p>"
    "<ul><li>Gardez une preuve avant de supprimer : une capture d’écran avec la date, l’heure et le nom du compte.</li>"
    "<li>Ne renvoyez l’image à personne, pas même pour demander conseil.</li>"
    "<li>Signalez le contenu dans l’application : chaque réseau a un bouton pour cela, et <i>personne ne saura</i> que cela vient de"
    " vous.</li></ul>"
    '<p>Le site de <a href="https://www.e-enfance.org/">l’association e-Enfance</a> explique comment faire, réseau par réseau, avec des'
    " images de chaque écran.</p>"
    "<p><b><i>Dans les jours qui suivent</i></b></p>"
    "<ol><li>Prévenez l’établissement : la direction peut agir vite, et elle connaît les autres familles.</li>"
    "<li>Prenez rendez-vous avec l’infirmière scolaire si votre enfant dort mal ou ne mange plus.</li>"
    "<li>Portez plainte si vous le souhaitez ; un dépôt de plainte se fait au commissariat ou à la gendarmerie, et votre enfant n’a pas"
    " besoin d’avoir tout compris pour être entendu.</li></ol>"
    "<p>Enfin, parlez-en encore dans une semaine, puis dans un mois. Une image disparaît rarement d’un coup, et ce que les autres en disent"
    " compte plus longtemps que l’image elle-même. Demandez-lui qui, dans sa classe, reste à ses côtés : c’est par ces amis-là que les"
    " choses reprennent. Et si vous ne savez plus quoi dire, dites-le lui aussi. Un parent qui cherche avec son enfant vaut mieux qu’un"
    " parent qui a réponse à tout.</p>"
)


def text_of(form: Page) -> Locator:
    """The editor of the first paragraph, once it is there."""
    steps = form.locator("[data-contentpath=steps_fr]")
    steps.get_by_role("button", name="Insérer un bloc").first.click()
    form.get_by_role("option", name="Paragraphe").click()
    editor = steps.locator("[contenteditable=true]").first
    editor.click()
    return editor


def test_a_guide_is_pasted_from_word_and_public(editor: Page, site: Site) -> None:
    parent = page_number(editor, site, "Les guides")
    open_form(editor, f"{site.address}/admin/pages/add/pages/guidepage/{parent}/")
    editor.fill("[name=title_fr]", "Une photo intime circule")
    editor.fill("[name=summary_fr]", "Que faire ce soir, et dans les jours qui suivent.")
    text_of(editor).evaluate(PASTE, WORD.read_text(encoding="utf-8"))
    editor.get_by_label("Vie scolaire").check()
    editor.get_by_label("11-14 ans").check()
    editor.get_by_role("button", name="Choisir organisme").click()
    editor.locator(".modal-body").get_by_role("link", name="e-Enfance").first.click()
    # A publication while the draft makes its page would ask for a second one at the same address.
    editor.wait_for_url("**/edit/")
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.get_by_role("button", name="Publier").click()
    expect(editor.locator(".messages .success")).to_contain_text("Une photo intime circule")

    guide = wait_until(lambda: site.ask(READ, path="/ressources/une-photo-intime-circule")["page"])
    assert guide == {
        "title": "Une photo intime circule",
        "summary": "Que faire ce soir, et dans les jours qui suivent.",
        "bodyHtml": BODY,
        "themes": [{"name": "Vie scolaire"}],
        "ages": [{"name": "11-14 ans"}],
        "organisation": {"name": "Association e-Enfance"},
    }
