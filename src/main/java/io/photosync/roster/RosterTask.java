package io.photosync.roster;

import io.photosync.breaker.Breakers;
import io.photosync.breaker.FailureScope;
import io.photosync.call.Backoff;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the roster up to date: users, scope, leavers, purge. */
@ApplicationScoped
class RosterTask implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(RosterTask.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final RosterView view;
    private final RosterSettings settings;
    private final DirectoryReader directory;
    private final ScopeReader scope;
    private final LeavingUsers leaving;
    private final LeaverPurge leaverPurge;
    private final Breakers breakers;

    /** Seven parameters: the task shows the order of four steps that are independent of each other. */
    RosterTask(
            RosterView view,
            RosterSettings settings,
            DirectoryReader directory,
            ScopeReader scope,
            LeavingUsers leaving,
            LeaverPurge leaverPurge,
            Breakers breakers) {
        this.view = view;
        this.settings = settings;
        this.directory = directory;
        this.scope = scope;
        this.leaving = leaving;
        this.leaverPurge = leaverPurge;
        this.breakers = breakers;
    }

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public boolean enabled() {
        return view.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        int failures = 0;
        while (true) {
            Optional<ReadFailure> failure = readOnce(leaderTerm);
            if (failure.isEmpty()) {
                failures = 0;
                leaving.awaitDecisions(leaderTerm, settings.every());
            } else {
                failures++;
                Duration wait = pauseAfter(failure.get().failure(), failures);
                LOG.warnf("%s attempt=%d nextInSeconds=%d", failure.get().message(), failures, wait.toSeconds());
                leaving.awaitDecisions(leaderTerm, wait);
            }
        }
    }

    private Optional<ReadFailure> readOnce(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        try {
            directory.read(leaderTerm);
        } catch (MicrosoftCallException e) {
            return Optional.of(directory.failed(leaderTerm, e.failure()));
        }
        Optional<ReadFailure> failure = scope.read(leaderTerm);
        leaving.evaluate(leaderTerm);
        leaverPurge.forget();
        return failure;
    }

    /**
     * Waits for the breaker where it is open.
     *
     * @return the remaining pause before the next read
     */
    private Duration pauseAfter(Failure failure, int failures) throws InterruptedException {
        return switch (breakers.classify(failure)) {
            case FailureScope.Outage outage -> {
                breakers.of(outage.service()).awaitClosed(settings.every());
                yield BACKOFF.first();
            }
            case FailureScope.Throttled throttled -> BACKOFF.after(failures, throttled.retryAfter());
            case FailureScope.UserRetry retry -> BACKOFF.after(failures, failure.retryAfter());
            case FailureScope.UserRejected rejected -> BACKOFF.after(failures, failure.retryAfter());
        };
    }
}
