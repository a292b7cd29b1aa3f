/** Shows XML, indented and coloured, as text: nothing of it is ever interpreted by the page. */
export function showXml(place, xml) {
  place.replaceChildren();
  if (xml === "") {
    return;
  }
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  if (parsed.getElementsByTagName("parsererror").length > 0) {
    place.textContent = xml;
    return;
  }
  element(place, parsed.documentElement, "");
}

function element(place, node, indent) {
  span(place, "xml-mark", `${indent}<`);
  span(place, "xml-name", node.nodeName);
  for (const attribute of node.attributes) {
    span(place, "xml-attribute", ` ${attribute.name}`);
    span(place, "xml-mark", "=");
    span(place, "xml-value", `"${escaped(attribute.value).replaceAll('"', "&quot;")}"`);
  }
  const children = [...node.childNodes].filter(child => !isBlank(child) || !hasElements(node));
  if (children.length === 0) {
    span(place, "xml-mark", "/>");
    return;
  }
  span(place, "xml-mark", ">");
  content(place, children, indent);
  span(place, "xml-mark", "</");
  span(place, "xml-name", node.nodeName);
  span(place, "xml-mark", ">");
}

/** Lines are broken between elements only: beside text, white space would be a part of it. */
function content(place, children, indent) {
  const lines = children.every(child => child.nodeType === Node.ELEMENT_NODE);
  for (const child of children) {
    if (lines) {
      place.append("\n");
    }
    if (child.nodeType === Node.ELEMENT_NODE) {
      element(place, child, lines ? `${indent}  ` : "");
    } else {
      place.append(escaped(child.nodeValue));
    }
  }
  if (lines) {
    place.append(`\n${indent}`);
  }
}

function hasElements(node) {
  return node.firstElementChild !== null;
}

function isBlank(node) {
  return node.nodeType !== Node.ELEMENT_NODE && node.nodeValue.trim() === "";
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function span(place, name, text) {
  const part = document.createElement("span");
  part.className = name;
  part.textContent = text;
  place.append(part);
}
