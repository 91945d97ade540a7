-- Notes as spans where they are called, which CSS floats to the foot of the page.
function Note(note)
  return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content), { class = "note" })
end
