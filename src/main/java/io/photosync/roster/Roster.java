package io.photosync.roster;

import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Diagnosis;
import io.photosync.budget.Failure;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the roster true: who is there, who is in scope, whom to forget. */
@ApplicationScoped
class Roster implements Duty {
    private static final Logger LOG = Logger.getLogger(Roster.class);

    private final RosterView view;
    private final RosterSettings settings;
    private final DirectoryReader directory;
    private final ScopeReader scope;
    private final LeavingPeople leaving;
    private final Leavers leavers;
    private final Breakers breakers;

    Roster(
            RosterView view,
            RosterSettings settings,
            DirectoryReader directory,
            ScopeReader scope,
            LeavingPeople leaving,
            Leavers leavers,
            Breakers breakers) {
        this.view = view;
        this.settings = settings;
        this.directory = directory;
        this.scope = scope;
        this.leaving = leaving;
        this.leavers = leavers;
        this.breakers = breakers;
    }

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        if (!view.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        int failures = 0;
        while (true) {
            Optional<Trouble> trouble = round(term);
            if (trouble.isEmpty()) {
                failures = 0;
                leaving.awaitOrders(term, settings.every());
            } else {
                failures++;
                Duration wait = judged(trouble.get().failure(), failures);
                LOG.warnf("%s tries=%d nextInSeconds=%d", trouble.get().word(), failures, wait.toSeconds());
                leaving.awaitOrders(term, wait);
            }
        }
    }

    private Optional<Trouble> round(Term term) throws NotWritten, InterruptedException {
        try {
            directory.read(term);
        } catch (CallFailed e) {
            return Optional.of(directory.failed(term, e.failure()));
        }
        Optional<Trouble> trouble = scope.read(term);
        leaving.judge(term);
        leavers.forget();
        return trouble;
    }

    /** @return how long to wait still */
    private Duration judged(Failure failure, int failures) throws InterruptedException {
        return switch (breakers.diagnose(failure)) {
            case Diagnosis.Outage outage -> {
                breakers.of(outage.service()).awaitClosed(settings.every());
                yield Backoff.FIRST;
            }
            case Diagnosis.Throttled throttled -> Backoff.after(failures, throttled.retryAfter());
            case Diagnosis.UserRetry retry -> Backoff.after(failures, failure.retryAfter());
            case Diagnosis.UserRejected rejected -> Backoff.after(failures, failure.retryAfter());
        };
    }
}
