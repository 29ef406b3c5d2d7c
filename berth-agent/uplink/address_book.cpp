#include "berth-agent/uplink/address_book.h"

#include <algorithm>
#include <optional>

namespace quaywatt::agent {

namespace {

constexpr char kAddressNote[] = "server_address";  // "<host> <address>"

std::optional<std::string> last_good(LedgerStore& store, const std::string& host) {
  try {
    const auto note = store.note(kAddressNote);
    if (!note || note->rfind(host + " ", 0) != 0) return std::nullopt;
    return note->substr(host.size() + 1);
  } catch (const StorageFailure&) {
    return std::nullopt;  // a convenience; the ledger's own troubles are said where lines are read
  }
}

}  // namespace

AddressBook::Way AddressBook::way_to(const std::string& host) {
  Way way;
  way.addresses = resolver_.resolve(host);
  way.resolved = !way.addresses.empty();
  const auto good = last_good(store_, host);
  const bool known = good && std::find(way.addresses.begin(), way.addresses.end(), *good) != way.addresses.end();
  const std::size_t room = good && !known ? kTriedMax - 1 : kTriedMax;
  if (way.addresses.size() > room) way.addresses.resize(room);
  if (good && !known) way.addresses.push_back(*good);
  return way;
}

void AddressBook::found(const std::string& host, const std::string& address) {
  if (last_good(store_, host) == address) return;
  try {
    store_.put_note(kAddressNote, host + " " + address);
  } catch (const StorageFailure&) {
    return;  // as above
  }
}

}  // namespace quaywatt::agent
