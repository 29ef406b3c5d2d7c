#include "server/sheets/workbook_parts.h"

#include <sstream>
#include <vector>

#include "Poco/Exception.h"
#include "Poco/Zip/ZipArchive.h"
#include "Poco/Zip/ZipStream.h"

namespace quaywatt::server {
namespace {

bool is_wanted(const std::string& name) {
  return name.starts_with("xl/") && (name.ends_with(".xml") || name.ends_with(".rels"));
}

/// Appends the unpacked bytes; false when `budget` is used up, whatever the header promised.
bool unpack(std::istream& packed, const Poco::Zip::ZipLocalFileHeader& header, std::string& text, std::size_t& budget) {
  Poco::Zip::ZipInputStream unpacked(packed, header);
  std::vector<char> buffer(64 * 1024);
  while (unpacked.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || unpacked.gcount() > 0) {
    const auto count = static_cast<std::size_t>(unpacked.gcount());
    if (count > budget) return false;
    budget -= count;
    text.append(buffer.data(), count);
  }
  return true;
}

SheetDefect too_large() {
  return {"", "解压后内容过大，不像是登记表", "unpacks to more than any register holds"};
}

}  // namespace

std::variant<WorkbookParts, SheetDefect> unpack_workbook(const std::string& bytes, std::size_t most_bytes) {
  try {
    std::istringstream packed(bytes);
    const Poco::Zip::ZipArchive archive(packed);
    WorkbookParts parts;
    std::size_t budget = most_bytes;
    for (auto header = archive.headerBegin(); header != archive.headerEnd(); ++header) {
      if (!is_wanted(header->first)) continue;
      packed.clear();
      if (!unpack(packed, header->second, parts[header->first], budget)) return too_large();
    }
    return parts;
  } catch (const Poco::Exception&) {
    return SheetDefect{"", "不是完好的XLSX文件，请用WPS或Excel打开后另存", "no sound XLSX file: open it in WPS or Excel "
                                                                           "and save it anew"};
  }
}

}  // namespace quaywatt::server
