"""What must hold at the end, whatever was killed on the way. Each check raises Failed with what it found."""
import gzip
import hashlib
import json

from world import Failed, run, until

DRAIN_S = 900  # after a long run on a machine with other work
DERIVED = ("meter_readings", "stays", "sessions", "session_days", "declarations", "faults", "checklists",
           "meter_exchanges", "journal_set_aside", "derivation_cursors")


def drained(world):
    """Faults over: the server holds and has read every line. The agents are asked to send now."""
    def all_there():
        for berth in world.berths:
            unsent = berth.unsent()
            if unsent.get("receipted_ref") != unsent["last_ref"]:
                berth.persistently("POST", "/unsent/send")
                return False
        return True
    until(all_there, DRAIN_S, "every line is receipted", every=0.2)


def acknowledged_lines_are_there(berth, notes):
    """A1: what the operator was told is saved is in the ledger, as that act and no other."""
    lines = berth.lines()
    for _, position, kind, request in notes.of(berth):
        if position not in lines:
            raise Failed(f"A1 {berth.agent}: acknowledged line {position} ({request}) is gone")
        line = json.loads(lines[position][0])
        if line.get("request") != request or line["kind"] != kind:
            raise Failed(f"A1 {berth.agent}: {position} should be {request}, is {line}")
    requests = [json.loads(line).get("request") for line, _ in lines.values()]
    named = [request for request in requests if request is not None]
    if len(named) != len(set(named)):
        raise Failed(f"{berth.agent}: one request made two lines")
    return len(lines)


def held_lines(world, agent):
    """The server's lines from its raw rows, joined: each position exactly once, heads recomputed."""
    rows = world.sql("SELECT epoch, first_new_seq, first_seq, last_seq, head_after, HEX(body_gzip) FROM ledger_batches "
                     f"WHERE agent = '{agent}' ORDER BY epoch, first_new_seq")
    held, epoch_now, head, expected = {}, None, None, None
    for epoch, first_new, first, last, head_after, body in rows:
        epoch, first_new, first, last = int(epoch), int(first_new), int(first), int(last)
        if epoch != epoch_now:
            epoch_now, expected = epoch, 1
            head = hashlib.sha256(f"quaywatt ledger 1\n{agent}\n{epoch}\n".encode()).hexdigest()
        if first_new != expected:
            raise Failed(f"{agent}: epoch {epoch} has a gap or an overlap at {expected}: next row begins at {first_new}")
        lines = gzip.decompress(bytes.fromhex(body)).decode().split("\n")[1:-1]
        for seq in range(first_new, last + 1):
            line = lines[seq - first]
            head = hashlib.sha256(f"{head}\n{line}\n".encode()).hexdigest()
            held[epoch, seq] = (line, head)
        if head != head_after:
            raise Failed(f"{agent}: heads differ after {epoch}.{last}")
        expected = last + 1
    return held


def held_exactly_once(world, berth):
    """Every line of the agent's ledger at the server, once, with equal head."""
    ours, theirs = berth.lines(), held_lines(world, berth.agent)
    if ours != theirs:
        only_ours, only_theirs = sorted(ours.keys() - theirs.keys())[:5], sorted(theirs.keys() - ours.keys())[:5]
        raise Failed(f"{berth.agent}: ledger and server differ; only here {only_ours}, only there {only_theirs}")
    return len(theirs)


def receipts_are_kept(world, notes):
    """S3, N1: every receipt an agent ever believed names a line that the server still has, with that head."""
    held = {berth.agent: held_lines(world, berth.agent) for berth in world.berths}
    for berth, epoch, seq, head in notes.receipts:
        if held[berth.agent].get((epoch, seq), (None, None))[1] != head:
            raise Failed(f"{berth.agent}: the receipt for {epoch}.{seq} is not true any more")
    return len(notes.receipts)


def ledgers_are_sound(world):
    """By the product's own word: both sides' chains, nothing set aside, no fork, everything read."""
    behind = ("SELECT h.agent FROM ledger_heads h LEFT JOIN derivation_cursors c ON c.agent = h.agent AND "
              "(c.epoch, c.seq) >= (h.epoch, h.last_seq) WHERE c.agent IS NULL")
    until(lambda: not world.sql(behind), DRAIN_S, "every held line is read into derived rows", every=0.5)
    for ledger in world.figures("ledgers"):
        if ledger["broken_at"] or ledger["contradicting_lines"] or ledger["unreadable_lines"]:
            raise Failed(f"ledger: {ledger}")
        if ledger["standing"] != "enrolled":
            raise Failed(f"suspended: {ledger}")
    for berth in world.berths:
        run(world.bin / "quaywatt-agent", "ledger", "verify", "--config", berth.toml)
    if forks := world.sql("SELECT * FROM ledger_forks"):
        raise Failed(f"forks: {forks}")


def energies_are_true(world, notes, exact=True):
    """Each session's energy is the simulator's own count, to the register's resolution at its two edges. One that a
    starting agent ended before any load was switched on has none; what flowed then belongs to no session."""
    kept = {session["session"]: session for stay in world.figures("stays") for session in stay["sessions"]}
    for name, counted, ended_by_device in notes.sessions:
        if name not in kept:
            raise Failed(f"session {name} is missing")
        truths = [counted, 0] if ended_by_device else [counted]
        if all(abs(kept[name]["energy_wh"] - truth) > kept[name]["uncertainty_wh"] for truth in truths):
            raise Failed(f"session {name}: {kept[name]} but the simulator counted {counted}")
    if exact and len(kept) != len(notes.sessions):
        raise Failed(f"{len(kept)} sessions, but {len(notes.sessions)} were held")
    return len(kept)


def judged_whole(world):
    """S1: every ended stay has its final verdict, versions run 1, 2, 3 … and the stay names the newest."""
    until(lambda: world.sql("SELECT COUNT(*) FROM stays_to_judge") == [["0"]], DRAIN_S, "all stays are judged", every=0.2)
    broken = world.sql(
        "SELECT s.agent, s.epoch, s.seq, s.assessment_version, MAX(a.version), COUNT(a.version) FROM stays s "
        "LEFT JOIN assessments a USING (agent, epoch, seq) WHERE s.not_judged IS NULL "
        "GROUP BY s.agent, s.epoch, s.seq, s.assessment_version "
        "HAVING NOT (s.assessment_version <=> MAX(a.version)) OR MAX(a.version) <> COUNT(a.version)")
    if broken:
        raise Failed(f"S1: half a judgement: {broken[:5]}")
    if orphans := world.sql("SELECT agent, epoch, seq FROM assessments LEFT JOIN stays USING (agent, epoch, seq) "
                            "WHERE stays.berth IS NULL"):
        raise Failed(f"S1: verdicts without a stay: {orphans[:5]}")
    return int(world.sql("SELECT COUNT(*) FROM assessments")[0][0])


def derived_rows(world):
    rows = {}
    for table in DERIVED:
        columns = [name for (name,) in world.sql(
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'quaywatt' AND "
            f"TABLE_NAME = '{table}' ORDER BY ORDINAL_POSITION")]
        rows[table] = sorted(world.sql(f"SELECT {', '.join(columns)} FROM {table}"))
    return rows


def rebuilt_equal(world):
    """Derived rows and figures come out the same from the ledgers alone."""
    before, figures = derived_rows(world), world.figures("stays")
    world.quaywatt("rebuild", "--config", world.toml, seconds=600)
    after = derived_rows(world)
    for table in DERIVED:
        if before[table] != after[table]:
            gone = [row for row in before[table] if row not in after[table]][:3]
            new = [row for row in after[table] if row not in before[table]][:3]
            raise Failed(f"rebuild changes {table}: gone {gone}, new {new}")
    if figures != world.figures("stays"):
        raise Failed("rebuild changes the figures")
    return sum(map(len, after.values()))


def at_rest(world):
    """Drained, and the agents stopped in their tracks: readings go on for ever, the comparison needs them to stand."""
    def caught():
        drained(world)
        for berth in world.berths:
            berth.program.freeze()
        heads = {(agent, epoch, seq): head
                 for agent, epoch, seq, head in world.sql("SELECT agent, epoch, last_seq, head FROM ledger_heads")}
        for berth in world.berths:
            (epoch, seq), (_, head) = max(berth.lines().items())
            if heads.get((berth.agent, str(epoch), str(seq))) != head:
                for other in world.berths:
                    other.program.thaw()
                return False
        return True
    until(caught, DRAIN_S, "the ledgers stand still")


def all_kept(world, notes):
    """Everything below, once the faults are over and the shift is finished. Returns the counts."""
    at_rest(world)
    return compared(world, notes)


def compared(world, notes):
    ledgers_are_sound(world)
    counts = {"lines": 0}
    for berth in world.berths:
        acknowledged_lines_are_there(berth, notes)
        counts["lines"] += held_exactly_once(world, berth)
    counts["receipts"] = receipts_are_kept(world, notes)
    counts["batches"] = int(world.sql("SELECT COUNT(*) FROM ledger_batches")[0][0])
    counts["sessions"] = energies_are_true(world, notes)
    counts["verdicts"] = judged_whole(world)
    counts["derived_rows"] = rebuilt_equal(world)
    return counts
