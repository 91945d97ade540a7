-- The document without its blocks: what is left of the work is pandoc's start and its reading.
function Pandoc(document)
  return pandoc.Pandoc({}, document.meta)
end
