"""What kinds, routes, phases, roles and states are called on screen."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

KIND_NAMES = {
    "algorithm": _l("algoritme"),
    "data_sharing": _l("gegevensdeling"),
    "sensor": _l("sensor in de openbare ruimte"),
    "data_collection": _l("gegevensverzameling"),
    "profiling": _l("profilering"),
}
KIND_HINTS = {
    "algorithm": _l("een rekenmodel of AI die iets voorspelt, kiest of schrijft"),
    "data_sharing": _l("gegevens geven aan of krijgen van een andere organisatie"),
    "sensor": _l("een camera, teller of meter op straat"),
    "data_collection": _l("gegevens verzamelen of koppelen, ook zonder model"),
    "profiling": _l("mensen indelen of iets over hen voorspellen"),
}
ROUTE_NAMES = {
    "beforehand": _l("vooraf"),
    "catching_up": _l("inhaalslag"),
    "pilot": _l("pilot"),
    "emergency": _l("spoed"),
}
ROUTE_HINTS = {
    "beforehand": _l("het loopt nog niet: u weegt voordat u begint"),
    "catching_up": _l("het loopt al: u weegt achteraf"),
    "pilot": _l("een proef, met een einddatum, een plaats en hooguit zoveel mensen"),
    "emergency": _l("een bestuursorgaan gaf opdracht; u weegt binnen zes weken alsnog"),
}
ROUTE_WORDS = {
    "beforehand": _l("vooraf gewogen"),
    "catching_up": _l("inhaalslag"),
    "pilot": _l("pilot"),
    "emergency": _l("spoed"),
}
PHASE_NAMES = {
    "idee": _l("idee"),
    "aanschaf": _l("aanschaf"),
    "pilot": _l("pilot"),
    "gebruik": _l("gebruik"),
}
LIFECYCLE_NAMES = {
    "development": _l("in ontwikkeling"),
    "in_use": _l("in gebruik"),
    "out_of_use": _l("buiten gebruik"),
}
ASSESSMENT_NAMES = {
    "quick_scan": _l("snelle toets"),
    "short": _l("korte weging"),
    "full": _l("volledige weging"),
}
DOSSIER_ROLE_NAMES = {
    "owner": _l("eigenaar"),
    "contributor": _l("schrijft mee"),
    "coach": _l("coach"),
    "reader": _l("leest mee"),
    "supplier": _l("leverancier"),
}
DOSSIER_ROLE_HINTS = {
    "owner": _l("doet alles, ook indienen en mensen uitnodigen"),
    "contributor": _l("beantwoordt vragen; kan deze zaak daarna niet meer beoordelen of beslissen"),
    "coach": _l("een privacy officer die meeleest en tekst voorstelt; mag daarna beoordelen, niet beslissen"),
    "reader": _l("leest alles, schrijft niets"),
    "supplier": _l("ziet en beantwoordt alleen de vragen die u hem toewijst"),
}
NAMED_NAMES = {
    "commissioner": _l("opdrachtgever"),
    "process_owner": _l("proceseigenaar"),
    "budget_holder": _l("budgethouder"),
}
CONCLUSION_NAMES = {
    "none": _l("geen weging nodig"),
    "short": _l("korte weging"),
    "full": _l("volledige weging"),
    "stop": _l("stop, vraag eerst raad"),
}
# State → the shape beside its word (look.md: a state is a word with a shape, never a colour alone).
SHAPES = {
    "draft": "hollow",
    "submitted": "half",
    "in_review": "half",
    "returned": "diamond",
    "judged": "half",
    "before_body": "half",
    "deferred": "diamond",
    "approved": "full",
    "approved_with_conditions": "full",
    "rejected": "square",
    "withdrawn": "square",
    "superseded": "square",
    "concluded": "full",
}
