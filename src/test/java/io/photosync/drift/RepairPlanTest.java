package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.drift.RepairResults.Fate;
import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.event.WrittenFiles;
import io.photosync.ledger.Settlements;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plan for one check's findings, given the results of the previous repairs. At most ten changed users per check.
 */
class RepairPlanTest {
    private static final int AT_MOST = 10;
    private static final RepairMemory NOTHING = new RepairMemory(List.of(), Optional.empty());
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void what_is_found_for_the_first_time_is_repaired() {
        List<DriftFinding> found = List.of(changed("ada", SOON, 12), new DriftFinding("bob", What.MISSING, "attempt"));

        RepairPlan plan = plan(found, NOTHING);

        assertThat(plan.repair()).extracting(Again::finding).isEqualTo(found);
        assertThat(plan.accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 12", "20, 0", "7200, -300", "40000, 60"})
    void a_difference_that_comes_back_after_our_own_repair_is_accepted(long seconds, long bytes) {
        DriftFinding again = changed("ada", Duration.ofSeconds(seconds), bytes);

        RepairPlan plan = plan(List.of(again), after(again));

        assertThat(plan.accepted()).containsExactly(again);
        assertThat(plan.repair()).isEmpty();
        assertThat(plan.kept().repaired()).isEmpty();
    }

    @Test
    void another_difference_than_before_the_repair_has_another_cause_and_is_repaired_again() {
        RepairPlan plan = plan(List.of(changed("ada", SOON, 5_000)), after(changed("ada", SOON, -900)));

        assertThat(plan.accepted()).isEmpty();
        assertThat(plan.repair()).extracting(Again::times).containsExactly(2);
    }

    @Test
    void files_that_differ_after_every_repair_are_accepted_whatever_the_difference() {
        RepairMemory twice = new RepairMemory(List.of(repaired(changed("ada", SOON, -900), 2)), Optional.empty());

        RepairPlan plan = plan(List.of(changed("ada", SOON, 5_000)), twice);

        assertThat(plan.accepted()).hasSize(1);
    }

    @Test
    void a_change_long_after_a_repair_that_lasted_is_repaired() {
        DriftFinding first = changed("ada", SOON, 12);
        RepairMemory afterTheCheckThatSawItLast = plan(List.of(), after(first)).kept();

        RepairPlan plan = plan(List.of(first), afterTheCheckThatSawItLast);

        assertThat(plan.repair()).extracting(Again::finding).containsExactly(first);
    }

    @Test
    void a_pending_repair_proves_nothing_yet() {
        DriftFinding found = changed("ada", SOON, 12);

        RepairPlan plan = RepairPlan.of(List.of(), after(found), repaired -> Fate.PENDING, AT_MOST);

        assertThat(plan.kept()).isEqualTo(after(found));
    }

    @Test
    void changes_beyond_the_limit_of_a_check_wait() {
        RepairPlan plan = plan(tenant(2_000, 12), NOTHING);

        assertThat(plan.repair()).hasSize(AT_MOST);
        assertThat(plan.waiting()).isEqualTo(1_990);
    }

    @Test
    void files_that_are_missing_never_wait() {
        List<DriftFinding> missing = IntStream.range(0, 2_000)
                .mapToObj(number -> new DriftFinding("user" + number, What.MISSING, "attempt"))
                .toList();

        assertThat(plan(missing, NOTHING).repair()).hasSize(2_000);
    }

    @ParameterizedTest
    @CsvSource({"12", "-700", "0"})
    void when_repaired_users_differ_again_all_are_accepted(long bytes) {
        List<DriftFinding> everybody = tenant(2_000, bytes);

        RepairPlan plan = plan(everybody, after(everybody.subList(0, AT_MOST)));

        assertThat(plan.accepted()).hasSize(2_000);
        assertThat(plan.repair()).isEmpty();
        assertThat(plan.kept().alteration()).isPresent();
    }

    @Test
    void among_accepted_files_a_replaced_picture_is_found() {
        List<DriftFinding> everybody = tenant(2_000, 12);
        DriftFinding otherLength = changed("eve", SOON, 4_000);
        DriftFinding muchLater = changed("mallory", Duration.ofHours(5), 12);

        RepairPlan plan = plan(
                Stream.concat(everybody.stream(), Stream.of(otherLength, muchLater))
                        .toList(),
                after(everybody.subList(0, AT_MOST)));

        assertThat(plan.repair()).extracting(Again::finding).containsExactly(otherLength, muchLater);
        assertThat(plan.accepted()).hasSize(2_000);
    }

    @Test
    void when_repairs_last_all_changed_users_are_repaired() {
        List<DriftFinding> everybody = tenant(2_000, 12);

        RepairPlan plan = plan(everybody.subList(AT_MOST, 2_000), after(everybody.subList(0, AT_MOST)));

        assertThat(plan.repair()).hasSize(2_000 - AT_MOST);
        assertThat(plan.waiting()).isZero();
    }

    @Test
    void a_known_alteration_spares_later_photos_their_repair() {
        List<DriftFinding> everybody = tenant(2_000, 12);
        RepairMemory known =
                plan(everybody, after(everybody.subList(0, AT_MOST))).kept();
        DriftFinding newPhoto = changed("ada", SOON.minusSeconds(3), 11);

        assertThat(plan(List.of(newPhoto), known).accepted()).containsExactly(newPhoto);
        assertThat(plan(List.of(changed("ada", SOON, 900)), known).repair()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "NEWER"})
    void a_repair_without_effect_is_reported_and_not_repeated(What what) {
        DriftFinding found = new DriftFinding("ada", what, "attempt");
        RepairMemory memory =
                new RepairMemory(List.of(new Repaired("ada", "event", what, Optional.empty(), 1)), Optional.empty());

        RepairPlan once = plan(List.of(found), memory);
        RepairPlan andAgain = plan(List.of(found), once.kept());

        assertThat(once.repair()).isEmpty();
        assertThat(once.uncured()).isEqualTo(1);
        assertThat(andAgain.repair()).isEmpty();
        assertThat(plan(List.of(), once.kept()).kept().repaired()).isEmpty();
    }

    @Test
    void the_memory_outlives_a_restart() throws UnreadableRecord {
        List<DriftFinding> everybody = tenant(20, 12);
        RepairMemory memory = new RepairMemory(
                after(everybody).repaired(),
                plan(everybody, after(everybody.subList(0, AT_MOST))).kept().alteration());

        assertThat(EventJson.read(EventJson.write(memory), RepairMemory.class)).isEqualTo(memory);
    }

    private static RepairPlan plan(List<DriftFinding> findings, RepairMemory memory) {
        return RepairPlan.of(findings, memory, repaired -> Fate.DONE, AT_MOST);
    }

    private static RepairMemory after(DriftFinding... repaired) {
        return after(List.of(repaired));
    }

    private static RepairMemory after(List<DriftFinding> repaired) {
        return new RepairMemory(
                repaired.stream().map(driftFinding -> repaired(driftFinding, 1)).toList(), Optional.empty());
    }

    private static Repaired repaired(DriftFinding driftFinding, int times) {
        return new Repaired(
                driftFinding.userId(),
                "event",
                What.CHANGED,
                driftFinding.change().map(FilesChange::seen),
                times);
    }

    /** Pictures of many lengths, all changed alike. */
    private static List<DriftFinding> tenant(int users, long bytes) {
        return IntStream.range(0, users)
                .mapToObj(number -> changed("user" + number, Duration.ofSeconds(1 + number % 20), bytes, number))
                .toList();
    }

    private static DriftFinding changed(String user, Duration later, long bytes) {
        return changed(user, later, bytes, 0);
    }

    private static DriftFinding changed(String user, Duration later, long bytes, long more) {
        WrittenFiles written = new WrittenFiles(Settlements.WRITTEN, 1_500 + more, 2_500 + more, 12_000 + more);
        WrittenFiles seen = new WrittenFiles(
                written.lastModified().plus(later),
                written.small() + bytes,
                written.medium() + bytes,
                written.large() + bytes);
        return new DriftFinding(user, What.CHANGED, "attempt", Optional.of(new FilesChange(written, seen)));
    }
}
