package io.photosync.breaker;

import io.photosync.call.Backoff;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks a failing service, at growing intervals, whether it is back: through its probe if the probe met the failure,
 * otherwise by letting one waiting user through.
 */
final class BreakerRecovery {
    private static final Logger LOG = Logger.getLogger(BreakerRecovery.class);

    /** How long to wait for a user's trial; without one the probe decides. */
    private static final Duration TRIAL_WAIT = Duration.ofMinutes(1);

    private final MicrosoftService service;
    private final Breaker breaker;
    private final SharedProbe probe;
    private final Backoff backoff;

    BreakerRecovery(MicrosoftService service, Breaker breaker, SharedProbe probe, Backoff backoff) {
        this.service = service;
        this.breaker = breaker;
        this.probe = probe;
        this.backoff = backoff;
    }

    /** Returns once the breaker is closed, or when interrupted. */
    void run() {
        try {
            for (int failures = 1; breaker.open(); failures++) {
                breaker.awaitClosed(backoff.after(failures));
                askOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askOnce() throws InterruptedException {
        try {
            probeOnce();
        } catch (RuntimeException e) {
            // A defect in the probe: giving up here would keep the breaker open for ever.
            LOG.errorf(e, "probe failed unexpectedly service=%s", service);
        }
    }

    private void probeOnce() throws InterruptedException {
        breaker.probing();
        if (breaker.closesByTrial()) {
            breaker.awaitTrial(TRIAL_WAIT);
            if (!(breaker.state() instanceof BreakerState.HalfOpen)) {
                return;
            }
        }
        // A service that throttles its probe is back.
        Optional<Failure> met = probe.ask().filter(failure -> failure.kind() != Failure.Kind.THROTTLED);
        if (met.isPresent()) {
            breaker.opened(met.get());
            LOG.infof("breaker stays open service=%s: %s", service, met.get());
        } else {
            breaker.answered();
            LOG.infof("breaker closed service=%s", service);
        }
    }
}
