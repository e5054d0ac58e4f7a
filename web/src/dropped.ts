// Files may be let fall anywhere on the desk: they are put into its form, which opens and shows them.
// Without this the browser would leave the page and open the file, unless it fell on the field.

export function dropped(page: Document): void {
  const field = page.querySelector<HTMLInputElement>("form.drop input[type=file]");
  if (field === null) return;
  const holds = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  page.addEventListener("dragover", (event) => {
    if (holds(event)) event.preventDefault();
  });
  page.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    const folded = field.closest("details");
    if (folded !== null) folded.open = true;
    field.files = event.dataTransfer?.files ?? null;
    field.form?.querySelector("button")?.focus();
  });
}
