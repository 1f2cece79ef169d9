package io.photosync;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.Permits;
import io.photosync.call.RequestMetrics;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** A room, what it is, which rooms it uses. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]* \\|([^|]*)\\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static final JavaClasses SERVICE =
            new ClassFileImporter().withImportOption(RoomsTest::ofTheService).importPackages("io.photosync");

    @Test
    void each_room_uses_only_those_it_may() {
        rooms().check(SERVICE);
    }

    @Test
    void no_rooms_use_each_other_in_a_circle() {
        slices().matching("io.photosync.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void the_rooms_of_the_api_use_what_they_share_and_each_other_in_no_circle() {
        slices().matching("io.photosync.ops.(*)..").should().beFreeOfCycles().check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage("io.photosync.ops")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.photosync.ops.*..")
                .check(SERVICE);
    }

    @Test
    void kafkas_clients_do_not_use_what_creates_and_checks_topics() {
        noClasses()
                .that()
                .resideInAPackage("io.photosync.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.photosync.kafka.topics..")
                .check(SERVICE);
    }

    /** Whoever opens a class by its name finds the one that is meant. */
    @Test
    void no_two_classes_have_one_name() {
        Map<String, Long> names = SERVICE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));

        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    void every_room_stands_in_the_table() {
        Set<String> rooms = SERVICE.stream()
                .map(type -> type.getPackageName().replace("io.photosync", ""))
                .filter(room -> !room.isEmpty())
                .map(room -> room.substring(1).replaceAll("\\..*", ""))
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

    /** An alert misses the first of what it looks for, and a dashboard says "no data", where a metric appears with its first use. */
    @Test
    void whoever_takes_the_registry_of_metrics_is_there_from_the_start() {
        classes()
                .that(describe("are beans that take the registry of metrics", RoomsTest::isBeanWithMetrics))
                .should(be(describe("made when the service starts", RoomsTest::isMadeAtStart)))
                .check(SERVICE);
    }

    /** The container would take one without parameters that it adds itself, and leave every field empty. */
    @Test
    void a_bean_with_several_constructors_says_which_one_is_injected() {
        classes()
                .that(describe("are beans with several constructors", RoomsTest::isBeanWithConstructors))
                .should(be(describe("marked with @Inject at one of them", type -> type.getConstructors().stream()
                        .anyMatch(made -> made.isAnnotatedWith(Inject.class)))))
                .check(SERVICE);
    }

    /** Permit, token, wait, repetition and metric of a request are one place's matter, whichever service it goes to. */
    @Test
    void only_one_class_takes_permits_for_requests_to_microsoft_and_counts_them() {
        noClasses()
                .that(describe("are not MicrosoftCalls", type -> !type.isEquivalentTo(MicrosoftCalls.class)))
                .should()
                .callMethodWhere(describe(
                        "a permit is taken, or a request counted",
                        call -> call.getTargetOwner().isAssignableTo(Permits.class)
                                        && call.getName().equals("acquire")
                                || call.getTargetOwner().isEquivalentTo(RequestMetrics.class)
                                        && !call.getOriginOwner().isEquivalentTo(RequestMetrics.class)))
                .check(SERVICE);
    }

    @Test
    void only_its_factories_make_a_failure() {
        noClasses()
                .that(describe("are not Failure", type -> !type.isEquivalentTo(Failure.class)))
                .should()
                .callConstructorWhere(describe(
                        "a failure is made", call -> call.getTargetOwner().isEquivalentTo(Failure.class)))
                .check(SERVICE);
    }

    private static boolean isBeanWithConstructors(JavaClass type) {
        return isBean(type) && type.getConstructors().size() > 1;
    }

    private static boolean isBean(JavaClass type) {
        return type.isAnnotatedWith(ApplicationScoped.class) || type.isAnnotatedWith(Singleton.class);
    }

    private static boolean isBeanWithMetrics(JavaClass type) {
        return isBean(type)
                && type.getConstructors().stream().anyMatch(constructor -> takes(constructor, MeterRegistry.class));
    }

    private static boolean isMadeAtStart(JavaClass type) {
        return type.isAnnotatedWith(Startup.class)
                || type.getMethods().stream().anyMatch(method -> takes(method, StartupEvent.class));
    }

    private static boolean takes(JavaCodeUnit code, Class<?> type) {
        return code.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
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

    /** Not its tests and not its sandbox, wherever they are compiled to. */
    private static boolean ofTheService(Location location) {
        return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                && !location.contains("/io/photosync/sandbox/");
    }
}
