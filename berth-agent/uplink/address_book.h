#pragma once
// Where the server was last found. A name that does not resolve, or leads to a stranger, is no reason to be cut off
// from a server that has not moved (fault N7). The certificate is checked against the name whichever address is used.

#include <string>
#include <vector>

#include "berth-agent/ledger/ledger_store.h"
#include "berth-agent/uplink/host_resolver.h"

namespace quaywatt::agent {

class AddressBook {
 public:
  static constexpr std::size_t kTriedMax = 3;

  /// Neither is owned. The last good address is kept in the ledger's notes.
  AddressBook(LedgerStore& store, HostResolver& resolver) : store_(store), resolver_(resolver) {}

  struct Way {
    std::vector<std::string> addresses;  ///< to be tried in this order, at most kTriedMax
    bool resolved = false;               ///< the name leads somewhere now
  };
  Way way_to(const std::string& host);
  /// The server answered there, under its own certificate.
  void found(const std::string& host, const std::string& address);

 private:
  LedgerStore& store_;
  HostResolver& resolver_;
};

}  // namespace quaywatt::agent
