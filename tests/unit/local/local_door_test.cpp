// Who may come in: Host, Origin, tokens, lock-out; and what a hostile client can send without hurting the others.

#include "tests/support/local_world.h"

namespace quaywatt::test {
namespace {

std::string port_of(const LocalWorld& world) { return std::to_string(world.server.tcp_port()); }

TEST(LocalDoor, ForeignHostIsDnsRebinding) {
  LocalWorld world;
  const auto with_host = [&](const std::string& host) {
    return world.raw("GET /local/v1/overview HTTP/1.1\r\nHost: " + host + "\r\n\r\n").substr(9, 3);
  };
  EXPECT_EQ(with_host("evil.example:" + port_of(world)), "403");
  EXPECT_EQ(with_host("127.0.0.1"), "403");      // another port's name
  EXPECT_EQ(with_host("127.0.0.1:1"), "403");
  EXPECT_EQ(with_host("127.0.0.1.evil.example:" + port_of(world)), "403");
  EXPECT_EQ(with_host("127.0.0.1:" + port_of(world)), "401");  // in, and asked for a token
  EXPECT_EQ(with_host("LOCALHOST:" + port_of(world)), "401");
  EXPECT_EQ(world.raw("GET /local/v1/overview HTTP/1.1\r\n\r\n").substr(9, 3), "403");
}

TEST(LocalDoor, ForeignOriginIsRefusedBeforeTheTokenIsLookedAt_X11) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  const auto code_with = [&](Headers headers) {
    headers["Authorization"] = "Bearer " + token;
    return world.ask("GET", "/local/v1/overview", {}, headers).http_code;
  };
  EXPECT_EQ(code_with({}), 200);
  EXPECT_EQ(code_with({{"Origin", "http://127.0.0.1:" + port_of(world)}}), 200);
  EXPECT_EQ(code_with({{"Origin", "http://localhost:" + port_of(world)}, {"Sec-Fetch-Site", "same-origin"}}), 200);
  for (const char* origin : {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "file://"}) {
    EXPECT_EQ(code_with({{"Origin", origin}}), 403) << origin;
  }
  EXPECT_EQ(code_with({{"Sec-Fetch-Site", "cross-site"}}), 403);
}

TEST(LocalDoor, EveryRouteButLoginWantsAToken) {
  LocalWorld world;
  for (const auto& route : agent::all_routes()) {
    if (route.token == agent::Route::Token::none) continue;
    std::string path(route.path);
    if (const auto mark = path.find("{ref}"); mark != std::string::npos) path.replace(mark, 5, "1.1");
    for (const std::string token : {"", "Bearer ", "Bearer 00", "Basic d2FuZzoxMTExMTE="}) {
      const auto reply = world.ask(std::string(route.method), path, "{}", {{"Authorization", token}});
      EXPECT_EQ(reply.http_code, 401) << path << " with " << token;
    }
  }
  EXPECT_EQ(world.store.size(), 2u);
}

TEST(LocalDoor, WrongPathsAndMethodsAreNamed) {
  LocalWorld world;
  EXPECT_EQ(world.ask("GET", "/").http_code, 404);
  EXPECT_EQ(world.ask("GET", "/local/v1/sessions/1.1/stop/").http_code, 404);
  EXPECT_EQ(world.ask("GET", "/local/v1/sessions//stop").http_code, 404);
  EXPECT_EQ(world.ask("GET", "/local/v1/../v1/overview").http_code, 404);
  const auto reply = world.ask("DELETE", "/local/v1/stays");
  EXPECT_EQ(reply.http_code, 405);
  EXPECT_EQ(reply.headers.at("Allow"), "GET, POST");
}

TEST(LocalDoor, BodyMustBeJsonByName) {
  LocalWorld world;
  const std::string login = R"({"operator":"wang","pin":"111111"})";
  const auto with_type = [&](const std::string& type) {
    return world.ask("POST", "/local/v1/login", login, {{"Content-Type", type}}).http_code;
  };
  EXPECT_EQ(with_type("text/plain"), 415);  // what a foreign form could send without asking
  EXPECT_EQ(with_type("application/x-www-form-urlencoded"), 415);
  EXPECT_EQ(with_type("application/jsonp"), 415);
  EXPECT_EQ(with_type("application/json; charset=utf-8"), 200);
}

TEST(LocalDoor, HostileBodiesAreRefusedWithTheirPlaceAndTheServerLives_S6) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  const auto send = [&](const std::string& body) {
    return world.ask("POST", "/local/v1/stays", body, {{"Authorization", "Bearer " + token}});
  };
  const std::string deep(20'000, '[');
  for (const std::string& body :
       {std::string(), std::string("{"), std::string("null"), std::string("[]"), std::string("\"x\""), deep,
        std::string("{\"request\":\"a\",\"vessel\":{\"name\":\"\xff\xfe\"}}"),
        std::string("{\"request\":\"a\",\"vessel\":{\"name\":\"\xed\xa0\x80\"}}"),
        std::string(R"({"request":"a","request":"b","vessel":{"name":"x"}})"),
        std::string(R"({"request":"a","vessel":{"name":"x","mmsi":1e400}})"),
        std::string(R"({"request":"a","vessel":{"name":"x","mmsi":NaN}})"),
        std::string(R"({"request":"a","vessel":{"name":"x","mmsi":-0}})"),
        std::string(R"({"request":"a","vessel":{"name":"x","mmsi":99999999999999999999}})"),
        std::string(R"({"request":"a","vessel":{"name":"x","mmsi":1.5}})"),
        std::string(R"({"request":"a","vessel":{"name":"x"}} trailing)")}) {
    const auto reply = send(body);
    EXPECT_EQ(reply.http_code, 400) << body.substr(0, 80);
    EXPECT_EQ(reply.code(), "bad_request");
  }
  EXPECT_EQ(world.store.size(), 2u);
  EXPECT_EQ(send(R"({"request":"a","vessel":{"name":"苏货1098"}})").http_code, 201);
}

TEST(LocalDoor, WrongFieldIsNamedByItsPointer_S6) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  const auto pointer = [&](const json& body) {
    const auto reply = world.post("/stays", body, token);
    EXPECT_EQ(reply.http_code, 400) << reply.text;
    return reply.body().value("pointer", "");
  };
  json stay{{"request", "a"}, {"vessel", {{"name", "苏货1098"}}}};
  const auto changed = [&](const json::json_pointer& place, const json& value) {
    json copy = stay;
    copy[place] = value;
    return pointer(copy);
  };
  using ptr = json::json_pointer;
  EXPECT_EQ(changed(ptr("/vessel/name"), ""), "/vessel/name");
  EXPECT_EQ(changed(ptr("/vessel/name"), std::string(10'000, 'x')), "/vessel/name");  // fault O6
  EXPECT_EQ(changed(ptr("/vessel/name"), "a\nb"), "/vessel/name");
  EXPECT_EQ(changed(ptr("/vessel/name"), 7), "/vessel/name");
  EXPECT_EQ(changed(ptr("/vessel/colour"), "red"), "/vessel/colour");
  EXPECT_EQ(changed(ptr("/berth"), "b9"), "/berth");  // nobody registers at another berth
  EXPECT_EQ(changed(ptr("/arrived_at"), "2024-09-10T08:00:00"), "/arrived_at");  // fault C5: no zone
  EXPECT_EQ(changed(ptr("/source"), "guess"), "/source");
  EXPECT_EQ(changed(ptr("/raft_position"), 0), "/raft_position");
  EXPECT_EQ(changed(ptr("/request"), ""), "/request");
  stay.erase("request");
  EXPECT_EQ(pointer(stay), "/request");
  EXPECT_EQ(world.store.size(), 2u);
}

TEST(LocalDoor, StrangeTextIsKeptAsItIs_O6) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  const std::string name = "=cmd|' /C calc'!A0 🚢 𬭎 \u202e<script>";
  ASSERT_EQ(world.post("/stays", {{"request", "a"}, {"vessel", {{"name", name}}}}, token).http_code, 201);
  EXPECT_EQ(world.get("/stays", token).body()["open"][0]["vessel"]["name"], name);
}

TEST(LocalDoor, LongBodyIsRefusedByItsLength) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  const json large{{"request", "a"}, {"vessel", {{"name", std::string(64 * 1024, 'x')}}}};
  const auto reply = world.post("/stays", large, token);
  EXPECT_EQ(reply.http_code, 413);
  const std::string head = "POST /local/v1/login HTTP/1.1\r\nHost: 127.0.0.1:" + port_of(world) +
                           "\r\nContent-Type: application/json\r\n";
  EXPECT_EQ(world.raw(head + "Content-Length: 999999999999\r\n\r\n{").substr(9, 3), "413");
  EXPECT_EQ(world.raw(head + "Content-Length: 50\r\n\r\n{\"operator\"").substr(9, 3), "413");  // broke off
  EXPECT_EQ(world.get("/overview", token).http_code, 200);
}

TEST(LocalDoor, GarbageInsteadOfHttpLeavesTheServerStanding) {
  LocalWorld world;
  world.raw(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  world.raw("GET\r\n\r\n");
  world.raw(std::string(100'000, 'A'));
  EXPECT_EQ(world.log_in("wang", "111111").http_code, 200);
}

TEST(LocalLogin, WrongPinAndUnknownNameAnswerAlike_X9) {
  LocalWorld world;
  const auto wrong = world.log_in("wang", "999999");
  const auto unknown = world.log_in("nobody", "999999");
  EXPECT_EQ(wrong.http_code, 401);
  EXPECT_EQ(wrong.text, unknown.text);
}

TEST(LocalLogin, FiveWrongPinsLockForHalfAnHour_X9) {
  LocalWorld world;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(world.log_in("wang", "999999").http_code, 401);
    if (i < 4) {
      EXPECT_EQ(world.log_in("wang", "111111").http_code, 429);  // not even the right one, until the delay is over
      world.elapsed += 8s;
    }
  }
  const auto locked = world.log_in("wang", "111111");
  EXPECT_EQ(locked.http_code, 429);
  EXPECT_EQ(locked.headers.at("Retry-After"), "1800");
  EXPECT_EQ(world.log_in("li", "222222").http_code, 200);  // the berth goes on working
  world.elapsed += 30min - 1ms;
  EXPECT_EQ(world.log_in("wang", "111111").http_code, 429);
  world.elapsed += 1ms;
  EXPECT_EQ(world.log_in("wang", "111111").http_code, 200);
}

TEST(LocalLogin, EndsWhenIdleAndPollingKeepsNothingAlive_O9) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  for (int i = 0; i < 14; ++i) {
    world.elapsed += 1min;
    EXPECT_EQ(world.get("/overview", token).http_code, 200);
  }
  EXPECT_EQ(world.get("/stays", token).http_code, 200);  // an act
  world.elapsed += 14min;
  EXPECT_EQ(world.get("/overview", token).http_code, 200);
  world.elapsed += 1min;
  EXPECT_EQ(world.get("/overview", token).http_code, 401);
  EXPECT_EQ(world.get("/stays", token).http_code, 401);
}

TEST(LocalLogin, LogoutEndsItAndTheNextTokenIsAnother_X11) {
  LocalWorld world;
  const auto token = world.token_of("wang", "111111");
  EXPECT_EQ(token.size(), 64u);
  EXPECT_EQ(world.ask("POST", "/local/v1/logout", {}, {{"Authorization", "Bearer " + token}}).http_code, 204);
  EXPECT_EQ(world.get("/overview", token).http_code, 401);
  EXPECT_NE(world.token_of("wang", "111111"), token);
}

TEST(LocalLogin, NothingSecretIsAnsweredOrLogged_X17) {
  LocalWorld world;
  const auto reply = world.log_in("wang", "111111");
  EXPECT_EQ(reply.text.find("argon2"), std::string::npos);
  EXPECT_EQ(reply.text.find("111111"), std::string::npos);
  EXPECT_EQ(reply.headers.at("Cache-Control"), "no-store");
}

TEST(LocalServer, ListensOnLoopbackAlone) {
  BerthWorld world;
  FakeLink link;
  agent::Logins logins(two_operators(), {}, [] { return domain::Millis{0}; });
  EXPECT_THROW(agent::LocalServer({"0.0.0.0", 0}, {world.desk(), logins, link, "a"}, [](const std::string&) {}),
               std::runtime_error);
}

}  // namespace
}  // namespace quaywatt::test
