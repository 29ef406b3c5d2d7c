// Where the server is looked for: the name, and when that leads nowhere or to a stranger, where it was last found.

#include <gtest/gtest.h>

#include "berth-agent/uplink/address_book.h"
#include "tests/support/memory_ledger_store.h"
#include "tests/support/scripted_resolver.h"

namespace quaywatt::test {
namespace {

using Addresses = std::vector<std::string>;

TEST(AddressBook, N7_LastGoodAddressOutlivesTheNameAndARestart) {
  MemoryLedgerStore store;
  ScriptedResolver resolver{{"192.0.2.7", "2001:db8::7"}};
  agent::AddressBook book(store, resolver);
  EXPECT_EQ(book.way_to("server").addresses, (Addresses{"192.0.2.7", "2001:db8::7"}));
  book.found("server", "2001:db8::7");
  resolver.answer = {};
  agent::AddressBook later(store, resolver);
  EXPECT_EQ(later.way_to("server").addresses, Addresses{"2001:db8::7"});
  EXPECT_FALSE(later.way_to("server").resolved);
  EXPECT_TRUE(later.way_to("another").addresses.empty()) << "an address belongs to its name";
}

TEST(AddressBook, N7_FreshAddressesComeFirstAndTheNumberTriedIsBounded) {
  MemoryLedgerStore store;
  ScriptedResolver resolver{{"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"}};
  agent::AddressBook book(store, resolver);
  EXPECT_EQ(book.way_to("server").addresses.size(), agent::AddressBook::kTriedMax);
  book.found("server", "192.0.2.7");
  EXPECT_EQ(book.way_to("server").addresses, (Addresses{"10.0.0.1", "10.0.0.2", "192.0.2.7"}));
  book.found("server", "10.0.0.2");
  EXPECT_EQ(book.way_to("server").addresses, (Addresses{"10.0.0.1", "10.0.0.2", "10.0.0.3"}));
}

TEST(AddressBook, DiskThatRefusesTheNoteIsNoReasonToStop) {
  MemoryLedgerStore store;
  ScriptedResolver resolver{{"10.0.0.1"}};
  agent::AddressBook book(store, resolver);
  store.fail_next(1);
  EXPECT_NO_THROW(book.found("server", "10.0.0.1"));
}

TEST(SystemResolver, N7_LiteralAddressesAreTheirOwn) {
  agent::SystemResolver resolver;
  EXPECT_EQ(resolver.resolve("127.0.0.1"), Addresses{"127.0.0.1"});
  EXPECT_EQ(resolver.resolve("::1"), Addresses{"::1"});
}

}  // namespace
}  // namespace quaywatt::test
