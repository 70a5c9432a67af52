# Atom and RSS as Ruby's rss reads them, strictly: what the standards do not have is an error. A line of JSON a file.
require 'json'
require 'rss'

def text(value)
  value.respond_to?(:content) ? value.content.to_s : value&.to_s
end

def of_atom(entry)
  { id: text(entry.id), title: text(entry.title), url: entry.link&.href, published: entry.published&.content&.utc&.iso8601,
    authors: entry.authors.map { |author| text(author.name) }, summary: text(entry.summary),
    content: text(entry.content), categories: entry.categories.map(&:term) }
end

def of_rss(item)
  { id: text(item.guid), title: item.title, url: item.link, published: item.pubDate&.getutc&.iso8601,
    authors: item.dc_creators.map(&:content), content: item.description, categories: item.categories.map(&:content) }
end

ARGV.each do |path|
  feed = RSS::Parser.parse(File.read(path, encoding: 'UTF-8'), true)
  records = feed.is_a?(RSS::Atom::Feed) ? feed.entries.map { |entry| of_atom(entry) } : feed.items.map { |item| of_rss(item) }
  puts JSON.generate({ file: path, records: records })
rescue RSS::Error => e
  puts JSON.generate({ file: path, error: e.message })
end
