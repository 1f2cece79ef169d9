package io.photosync.ops.console;

import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureCode.Actor;
import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.ledger.Ledger;
import io.photosync.ops.console.Overview.Counts;
import io.photosync.ops.console.Overview.Held;
import io.photosync.ops.console.Overview.LaneView;
import io.photosync.ops.console.Overview.Lanes;
import io.photosync.ops.console.Overview.LettersOfCode;
import io.photosync.ops.console.Overview.ServiceView;
import io.photosync.ops.status.LanesStatus;
import io.photosync.sweep.SweepView;
import io.photosync.sync.TaskSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the overview from memory, without a request to anybody: it must work during outages. */
@ApplicationScoped
class OverviewReader {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final SyncStatusSummary syncStatus;
    private final OverviewParts parts;
    private final WellChecks checks;
    private final SweepView sweep;
    private final Clock clock;
    private final Remembered<Overview> overview;

    // What is shown, whether it is well, and when: the page is about everything.
    OverviewReader(
            Ledger ledger,
            SyncStatusSummary syncStatus,
            OverviewParts parts,
            WellChecks checks,
            SweepView sweep,
            Clock clock) {
        this.ledger = ledger;
        this.syncStatus = syncStatus;
        this.parts = parts;
        this.checks = checks;
        this.sweep = sweep;
        this.clock = clock;
        this.overview = new Remembered<>(this::readNow, KEPT, clock);
    }

    /** As of a moment ago; in a large tenant, of some seconds ago. */
    Overview read() {
        return overview.get();
    }

    private Overview readNow() {
        boolean complete = ledger.caughtUp();
        Held held = held();
        List<LettersOfCode> letters = letters();
        Lanes lanes = lanes(parts.lanes().state());
        return new Overview(
                clock.instant(),
                parts.replica().state().host(),
                OverviewHeadline.of(
                        complete,
                        sweep.enabled() ? Optional.of(sweep.promise()) : Optional.empty(),
                        checks.failed(),
                        held,
                        byActor(letters),
                        lanes.each().stream()
                                .filter(lane -> lane.pause().isPresent())
                                .map(LaneView::name)
                                .toList()),
                complete ? Optional.of(Counts.of(syncStatus.summary())) : Optional.empty(),
                DelayChart.of(
                        parts.delays().state(),
                        sweep.enabled() ? Optional.of(sweep.promise().within()) : Optional.empty()),
                letters,
                lanes,
                services(),
                parts.ledger().state(),
                parts.sweep().state(),
                parts.subscription().state(),
                parts.drift().state(),
                parts.spotCheck().state(),
                parts.roster().state(),
                held,
                parts.credential().state(),
                parts.leader().state());
    }

    private List<LettersOfCode> letters() {
        Map<FailureCode, Integer> counts = new EnumMap<>(FailureCode.class);
        ledger.letters().forEach(letter -> counts.merge(letter.note().code(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new LettersOfCode(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(LettersOfCode::count).reversed())
                .toList();
    }

    private static Map<Actor, Integer> byActor(List<LettersOfCode> letters) {
        Map<Actor, Integer> counts = new EnumMap<>(Actor.class);
        letters.forEach(each -> counts.merge(each.code().actor(), each.count(), Integer::sum));
        return counts;
    }

    private static Lanes lanes(LanesStatus.State state) {
        LanePauses paused = state.paused();
        List<LaneView> each = Stream.concat(
                        Arrays.stream(Lane.values())
                                .map(lane -> new LaneView(
                                        lane.label(), state.work().workIn(TaskSource.of(lane)), true, paused.of(lane))),
                        Stream.of(new LaneView(
                                TaskSource.RETRY.label(),
                                state.work().workIn(TaskSource.RETRY),
                                false,
                                Optional.empty())))
                .toList();
        return new Lanes(each, state.work(), state.waitsFor());
    }

    private List<ServiceView> services() {
        return parts.breakers().state().stream()
                .map(breaker -> new ServiceView(
                        name(breaker.service()),
                        breaker,
                        parts.budget().state().stream()
                                .filter(budget -> budget.service() == breaker.service())
                                .findFirst()))
                .toList();
    }

    private static String name(MicrosoftService service) {
        return switch (service) {
            case ENTRA -> "Entra";
            case GRAPH -> "Graph (Exchange)";
            case SHAREPOINT -> "SharePoint";
        };
    }

    private Held held() {
        return new Held(
                parts.removals().state().people(),
                parts.leaving().state().people(),
                parts.massChanges().state().photos(),
                parts.massChanges().state().users());
    }
}
