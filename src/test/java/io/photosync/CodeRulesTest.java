package io.photosync;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.Permits;
import io.photosync.call.RequestMetrics;
import io.smallrye.config.ConfigMapping;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/**
 * What holds in every room: who asks for the time, who sleeps, who takes permits, where the types of libraries stay, how classes are
 * named. {@link SourceRulesTest} has what only the sources show.
 */
class CodeRulesTest {
    private static final String KAFKA = "org.apache.kafka..";

    /** Whose clock is the machine's, and why. */
    private static final Map<String, String> ASK_THE_MACHINE = Map.of(
            "SystemClock", "makes the clock that all others are given",
            "ClientAssertionFilter",
                    "Entra compares an assertion's times with its own: those of the machine, right or wrong",
            "EntraClient", "Entra compares an assertion's times with its own: those of the machine, right or wrong",
            "EventHubLogin", "made by Kafka's client, by its name; the token's times are compared by that client",
            "CheckCommand", "runs without the container, and looks whether the machine's clock is right");

    /** Bound a wait of their own; nobody reads a time of day from it. */
    private static final Set<String> MEASURE_SPANS = Set.of(
            "Audit",
            "BytesInput",
            "History",
            "ImageDecoder",
            "LaneConsumer",
            "LaneOffsets",
            "LeaderTasks",
            "LeavingUsers",
            "Shutdown",
            "SystemClock",
            "TopicInitializer",
            "TopicOwnership");

    /** The bodies of threads: an interrupt ends them, and they have nobody to tell. */
    private static final Set<String> END_WHEN_INTERRUPTED = Set.of(
            "LeaderTasks.runUntilOver",
            "OutageVictims.revertUntilDone",
            "ServiceLoop.pause",
            "SubscriptionStore.write",
            "TopicInitializer.untilReady");

    /** Besides {@code kafka}: they read records, or name their places. All other rooms get along without Kafka. */
    private static final Set<String> READ_RECORDS = Set.of(
            "check", "deadletter", "detect", "drift", "kafka", "leader", "ledger", "ops", "roster", "sync", "webhook");

    /** The check of an installation; and how long the broker keeps nulls, of which the fold must know. */
    private static final Set<String> ASK_THE_BROKER = Set.of("KafkaLine", "Tombstones");

    @Test
    void the_time_of_day_is_the_injected_clocks() {
        noClasses()
                .that(areNot(ASK_THE_MACHINE.keySet()))
                .should()
                .accessTargetWhere(describe("the machine's time of day", CodeRulesTest::isTheMachinesTime))
                .check(ServiceCode.CLASSES);
    }

    @Test
    void spans_are_measured_only_to_bound_a_wait() {
        noClasses()
                .that(areNot(MEASURE_SPANS))
                .should()
                .callMethod(System.class, "nanoTime")
                .check(ServiceCode.CLASSES);
    }

    @Test
    void a_wait_can_be_interrupted() {
        methods()
                .that(describe("sleep", CodeRulesTest::sleeps))
                .and(describe("are no thread's body", method -> !END_WHEN_INTERRUPTED.contains(nameOf(method))))
                .should()
                .declareThrowableOfType(InterruptedException.class)
                .check(ServiceCode.CLASSES);
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "a sleep that no interrupt ends, or that has no unit",
                        access -> isCall(access, "java.util.concurrent.locks.LockSupport", "parkNanos")
                                || isCall(access, "java.util.concurrent.TimeUnit", "sleep")
                                || isCall(access, "java.lang.Object", "wait")))
                .check(ServiceCode.CLASSES);
    }

    @Test
    void kafkas_types_stay_where_records_are_written_or_read() {
        noClasses()
                .that(describe(
                        "neither write nor read records", type -> !READ_RECORDS.contains(ServiceCode.roomOf(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(KAFKA)
                .check(ServiceCode.CLASSES);
    }

    /** The event hub's consumer is another cluster's, with a login of its own. */
    @Test
    void kafkas_clients_are_made_and_records_written_in_one_room_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.photosync.kafka..")
                .and(areNot(ASK_THE_BROKER))
                .should()
                .dependOnClassesThat(describe(
                        "write records or administer topics",
                        type -> (type.getPackageName().startsWith("org.apache.kafka.clients.producer")
                                        && !type.isEquivalentTo(RecordMetadata.class))
                                || type.getPackageName().startsWith("org.apache.kafka.clients.admin")))
                .check(ServiceCode.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.photosync.kafka..")
                .should()
                .accessTargetWhere(describe(
                        "the constructor of a client",
                        access -> access.getName().equals("<init>")
                                && Set.of("KafkaConsumer", "KafkaProducer")
                                        .contains(access.getTargetOwner().getSimpleName())))
                .check(ServiceCode.CLASSES);
    }

    @Test
    void the_types_of_microsofts_libraries_stay_in_the_rooms_that_call_them() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.photosync.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft.graph..", "com.microsoft.kiota..")
                .check(ServiceCode.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.photosync.identity..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.microsoft.aad..")
                .check(ServiceCode.CLASSES);
    }

    @Test
    void a_name_says_what_a_thing_is_and_not_which_pattern_it_follows() {
        assertThat(ServiceCode.CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> name.matches(".*(Manager|Helper|Utils?|Impl|Processor|Base|Abstract.*)")))
                .isEmpty();
    }

    @Test
    void settings_are_called_so() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .haveSimpleNameEndingWith("Settings")
                .check(ServiceCode.CLASSES);
    }

    /** Whoever opens a class by its name finds the one that is meant. */
    @Test
    void no_two_classes_have_one_name() {
        Map<String, Long> names = ServiceCode.CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));

        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
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
                .check(ServiceCode.CLASSES);
    }

    @Test
    void only_its_factories_make_a_failure() {
        noClasses()
                .that(describe("are not Failure", type -> !type.isEquivalentTo(Failure.class)))
                .should()
                .callConstructorWhere(describe(
                        "a failure is made", call -> call.getTargetOwner().isEquivalentTo(Failure.class)))
                .check(ServiceCode.CLASSES);
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
        return describe("are none of the exceptions", type -> !names.contains(outermost(type)));
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    }

    private static boolean isTheMachinesTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        boolean noClock = access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().isEmpty();
        return isCall(access, "java.lang.System", "currentTimeMillis")
                || (owner.equals(Clock.class.getName()) && access.getName().startsWith("system"))
                || (owner.startsWith("java.time.") && access.getName().equals("now") && noClock)
                || (owner.equals("java.util.Date") && access.getName().equals("<init>") && noClock);
    }

    private static boolean sleeps(JavaMethod method) {
        return method.getAccessesFromSelf().stream().anyMatch(access -> isCall(access, "java.lang.Thread", "sleep"));
    }

    private static boolean isCall(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name);
    }

    private static String nameOf(JavaMethod method) {
        return outermost(method.getOwner()) + "." + method.getName();
    }
}
