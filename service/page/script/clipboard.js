// Things put on the clipboard, or into a file.

// Copy text, with an HTML form of it where there is one. Throws where the browser will not.
export async function copyText(text, html = null) {
  if (copiedByEvent(text, html)) return;
  const forms = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (html !== null) forms["text/html"] = new Blob([html], { type: "text/html" });
  await navigator.clipboard.write([new ClipboardItem(forms)]);
}

// The older way comes first: it works over plain HTTP too, and it takes HTML as it is, where the
// newer one would apply this page's policy to its styles.
function copiedByEvent(text, html) {
  let filled = false;
  const fill = (event) => {
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData.setData("text/plain", text);
    if (html !== null) event.clipboardData.setData("text/html", html);
    filled = true;
  };
  document.addEventListener("copy", fill, { capture: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  return done && filled;
}

// Throws where the browser cannot, as over plain HTTP from another machine.
export async function copyPicture(png) {
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}

export function save(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
