package io.photosync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rooms: who may use whom. */
class RoomsTest {
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("event", Set.of()),
            Map.entry("thumbnail", Set.of()),
            Map.entry("identity", Set.of("event")),
            // The only room with Kafka clients besides those that read records.
            Map.entry("kafka", Set.of("event")),
            Map.entry("call", Set.of("identity")),
            Map.entry("breaker", Set.of("call", "identity")),
            Map.entry("budget", Set.of("call", "identity")),
            Map.entry("graph", Set.of("identity", "call", "breaker", "budget")),
            Map.entry("sharepoint", Set.of("identity", "call", "breaker", "budget")),
            Map.entry("ledger", Set.of("kafka", "event")),
            // A term begins when all is known that the last leader wrote.
            Map.entry("leader", Set.of("ledger", "kafka", "event")),
            // Reads who is there and who is in scope, as the leader.
            Map.entry("roster", Set.of("graph", "ledger", "leader", "kafka", "event", "breaker", "call")),
            // Compares what the library holds with what the ledger says was written; its repairs are events.
            Map.entry(
                    "drift",
                    Set.of("thumbnail", "sharepoint", "graph", "roster", "ledger", "leader", "kafka", "event", "call")),
            // Requests to Microsoft carry a priority and a deadline, which are words of call.
            Map.entry("subscription", Set.of("graph", "leader", "ledger", "kafka", "event", "call")),
            // An event hub wants a token of the app.
            Map.entry("webhook", Set.of("kafka", "event", "subscription", "identity")),
            Map.entry("detect", Set.of("graph", "ledger", "kafka", "event", "breaker", "call")),
            // Decides nothing by itself: what follows from an answer stands in detect.
            Map.entry(
                    "sweep",
                    Set.of("detect", "roster", "graph", "leader", "ledger", "kafka", "event", "breaker", "call")),
            Map.entry(
                    "removal",
                    Set.of("sweep", "detect", "graph", "leader", "ledger", "kafka", "event", "breaker", "call")),
            // The sync asks it before it writes; a release is events in the bulk lane.
            Map.entry("masschange", Set.of("ledger", "leader", "kafka", "event")),
            Map.entry(
                    "sync",
                    Set.of(
                            "masschange",
                            "graph",
                            "thumbnail",
                            "sharepoint",
                            "ledger",
                            "kafka",
                            "event",
                            "breaker",
                            "budget",
                            "call")),
            Map.entry("deadletter", Set.of("ledger", "kafka", "event")),
            Map.entry(
                    "ops",
                    Set.of(
                            "deadletter",
                            "masschange",
                            "sync",
                            "removal",
                            "sweep",
                            "roster",
                            "drift",
                            "leader",
                            "subscription",
                            "ledger",
                            "graph",
                            "breaker",
                            "budget",
                            "call",
                            "identity",
                            "kafka",
                            "event")),
            // Checks everything that the service needs, without the service.
            Map.entry(
                    "check",
                    Set.of(
                            "identity",
                            "call",
                            "breaker",
                            "budget",
                            "graph",
                            "sharepoint",
                            "thumbnail",
                            "kafka",
                            "event",
                            "ledger",
                            "subscription",
                            "webhook",
                            "sync",
                            "roster",
                            "detect",
                            "sweep",
                            "removal",
                            "drift",
                            "masschange")),
            Map.entry(
                    "health",
                    Set.of(
                            "identity",
                            "call",
                            "breaker",
                            "kafka",
                            "ledger",
                            "roster",
                            "sweep",
                            "removal",
                            "drift",
                            "masschange",
                            "subscription",
                            "sync",
                            "webhook")));

    /** Of the API: which sub-room uses which others. */
    private static final Map<String, Set<String>> OPS_MAY_USE = Map.of(
            "audit", Set.of(),
            // The pages stand above what they show.
            "console", Set.of("console.session", "audit", "deadletter", "lane", "removal", "report", "status", "user"),
            "console.session", Set.of(),
            "deadletter", Set.of("audit", "lane"),
            "lane", Set.of("audit"),
            "removal", Set.of("audit", "status"),
            "report", Set.of("user"),
            "status", Set.of("lane"),
            "user", Set.of("audit", "deadletter"));

    /** A room, what it is, which rooms it uses. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]* \\|([^|]*)\\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void each_room_uses_only_those_it_may() {
        rooms().check(ServiceCode.CLASSES);
    }

    @Test
    void no_rooms_use_each_other_in_a_circle() {
        slices().matching("io.photosync.(*)..").should().beFreeOfCycles().check(ServiceCode.CLASSES);
    }

    @Test
    void each_room_of_the_api_uses_only_those_it_may() {
        Map<String, Set<String>> used = ServiceCode.CLASSES.stream()
                .filter(type -> !opsRoomOf(type).isEmpty())
                .collect(
                        Collectors.toMap(RoomsTest::opsRoomOf, RoomsTest::opsRoomsUsedBy, (one, other) -> Stream.concat(
                                        one.stream(), other.stream())
                                .collect(Collectors.toSet())));

        assertThat(used).isEqualTo(OPS_MAY_USE);
    }

    @Test
    void the_rooms_of_the_api_use_what_they_share_and_each_other_in_no_circle() {
        slices().matching("io.photosync.ops.(*)..").should().beFreeOfCycles().check(ServiceCode.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.photosync.ops")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.photosync.ops.*..")
                .check(ServiceCode.CLASSES);
    }

    @Test
    void kafkas_clients_do_not_use_what_creates_and_checks_topics() {
        noClasses()
                .that()
                .resideInAPackage("io.photosync.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.photosync.kafka.topics..")
                .check(ServiceCode.CLASSES);
    }

    @Test
    void every_room_stands_in_the_table() {
        Set<String> rooms = ServiceCode.CLASSES.stream()
                .map(ServiceCode::roomOf)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());

        assertThat(MAY_USE.keySet()).containsAll(rooms);
    }

    @Test
    void the_page_on_architecture_shows_the_same_table() throws IOException {
        Map<String, Set<String>> shown = ROW.matcher(Files.readString(Path.of("src", "docs", "architecture.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> NAME.matcher(row.group(2))
                        .results()
                        .map(room -> room.group(1))
                        .collect(Collectors.toSet())));

        assertThat(shown).isEqualTo(MAY_USE);
    }

    private static ArchRule rooms() {
        LayeredArchitecture rooms =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String room : MAY_USE.keySet()) {
            rooms = rooms.layer(room).definedBy("io.photosync." + room + "..");
        }
        for (Map.Entry<String, Set<String>> room : MAY_USE.entrySet()) {
            LayeredArchitecture.LayerDependencySpecification from = rooms.whereLayer(room.getKey());
            rooms = room.getValue().isEmpty()
                    ? from.mayNotAccessAnyLayer()
                    : from.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        return rooms;
    }

    /** Empty for what is none of the API's, or what its rooms share. */
    private static String opsRoomOf(JavaClass type) {
        String in = type.getPackageName();
        return in.startsWith("io.photosync.ops.") ? in.substring("io.photosync.ops.".length()) : "";
    }

    private static Set<String> opsRoomsUsedBy(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> opsRoomOf(dependency.getTargetClass()))
                .filter(room -> !room.isEmpty() && !room.equals(opsRoomOf(type)))
                .collect(Collectors.toSet());
    }
}
