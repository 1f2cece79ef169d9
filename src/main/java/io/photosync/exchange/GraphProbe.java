package io.photosync.exchange;

import com.microsoft.graph.models.UserCollectionResponse;
import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells an outage from one person's trouble: asks for the photo of somebody, which needs everything that any photo needs — a
 * token, both permissions, the directory and Exchange. Any definite answer is a good one.
 */
@ApplicationScoped
public class GraphProbe {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Photos photos;
    private final GraphCalls calls;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private Optional<String> somebody = Optional.empty();
    private Optional<Failure> last = Optional.empty();
    private Instant freshUntil = Instant.MIN;

    GraphProbe(Photos photos, GraphCalls calls, Clock clock) {
        this.photos = photos;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Asks Graph, at most once in 5 s however many ask; others get the last answer.
     *
     * @return empty when Graph serves
     */
    public Optional<Failure> probe() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!clock.instant().isBefore(freshUntil)) {
                last = ask();
                freshUntil = clock.instant().plus(AT_MOST_EVERY);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Failure> ask() throws InterruptedException {
        Ask ask = new Ask(Priority.CONTROL, clock.instant().plus(PATIENCE));
        try {
            if (somebody.isEmpty()) {
                somebody = calls.call(
                        ask,
                        client -> firstOf(client.users().get(config -> {
                            config.queryParameters.select = new String[] {"id"};
                            config.queryParameters.top = 1;
                        })));
            }
            if (somebody.isPresent() && photos.state(somebody.get(), ask) instanceof PhotoState.UserGone) {
                somebody = Optional.empty();
            }
            return Optional.empty();
        } catch (CallFailed e) {
            return Optional.of(e.failure());
        }
    }

    private static Optional<String> firstOf(UserCollectionResponse users) throws CallRefused {
        if (users == null || users.getValue() == null) {
            throw new CallRefused(GraphErrors.unreadable("empty-answer", "no list of users"), null);
        }
        return users.getValue().stream().map(user -> user.getId()).findFirst();
    }
}
