#include "server/cli/register_command.h"

#include <fstream>
#include <ostream>

#include "schema/wire/chain.h"
#include "server/cli/command_line.h"
#include "server/cli/register_file.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt register load FILE --config FILE\n"
    "  导入港口、航道、泊位、岸电桩、电表、船舶登记(JSON);同一编号的替换,全部成功或全部不变\n"
    "  loads ports, waterways, berths, supply points, meters and vessels; entries with the same id are replaced,\n"
    "  all or nothing\n";

std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("无法打开 / cannot open " + path);
  std::string text(kRegisterFileMaxBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kRegisterFileMaxBytes) throw std::runtime_error("文件过大 / the file is too large: " + path);
  return text;
}

void print_fault(std::ostream& err, const std::string& path, const std::string& pointer, const std::string& message) {
  err << path << " " << (pointer.empty() ? "/" : pointer) << ": " << message << "\n";
}

int load_file(RegisterStore& store, const std::string& path, domain::Instant now, std::ostream& out,
              std::ostream& err) {
  const std::string text = read_whole(path);
  const auto read = read_register_file(text);
  if (const auto* fault = std::get_if<InputFault>(&read)) {
    print_fault(err, path, fault->pointer, fault->message);
    return 1;
  }
  const auto& registers = std::get<Registers>(read);
  const RegisterLoad load = store.load(registers, wire::sha256_hex(text), now);
  for (const auto& defect : load.defects) print_fault(err, path, defect.pointer, defect.text);
  if (!load.defects.empty()) return 1;
  if (!load.changed) {
    out << "与上次导入相同,未改动 / the same as loaded last, nothing changed\n";
    return 0;
  }
  out << "已导入 / loaded: " << registers.ports.size() << " ports, " << registers.waterways.size() << " waterways, "
      << registers.berths.size() << " berths, " << registers.supply_points.size() << " supply points, "
      << registers.meters.size() << " meters, " << registers.vessels.size() << " vessels\n";
  return 0;
}

}  // namespace

int run_register(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                 std::ostream& err) {
  return run_shaped({kUsage, {"--config"}, {}}, arguments, out, err, [&](const CommandLine& line) {
    if (line.words.size() != 2 || line.words[0] != "load") throw UsageError("应为 load FILE / must be load FILE");
    const auto config = load_server_config(line.required("--config"));
    const auto stores = surroundings.open_stores(config.database);
    return load_file(stores->registers(), line.words[1], surroundings.clock(), out, err);
  });
}

}  // namespace quaywatt::server
