package io.photosync.exchange;

import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.UserCollectionResponse;
import io.photosync.budget.Ask;
import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Priority;
import io.photosync.budget.Probe;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells an outage from one person's trouble: asks for the photo of somebody, which needs all that any photo needs — a token, the
 * permissions, the directory and Exchange. Any definite answer is a good one, and one of three people is enough: a single broken
 * mailbox must not look like an outage.
 */
@ApplicationScoped
public class GraphProbe implements Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PEOPLE = 3;

    private final Photos photos;
    private final GraphCalls calls;
    private final Clock clock;
    private volatile List<String> people = List.of();

    GraphProbe(Photos photos, GraphCalls calls, Clock clock) {
        this.photos = photos;
        this.calls = calls;
        this.clock = clock;
    }

    void onStart(@Observes @jakarta.annotation.Priority(20) StartupEvent event, Breakers breakers) {
        breakers.watch(MicrosoftService.GRAPH, this);
    }

    /** Up to four requests while Graph fails, one as a rule. */
    @Override
    public Optional<Failure> probe() throws InterruptedException {
        Ask ask = new Ask(Priority.CONTROL, clock.instant().plus(PATIENCE));
        try {
            if (people.isEmpty()) {
                people = somebody(ask);
            }
        } catch (CallFailed e) {
            return Optional.of(e.failure());
        }
        Optional<Failure> failed = Optional.empty();
        for (String userId : people) {
            try {
                if (photos.state(userId, ask) instanceof PhotoState.UserGone) {
                    people = List.of();
                }
                return Optional.empty();
            } catch (CallFailed e) {
                failed = Optional.of(e.failure());
            }
        }
        return failed;
    }

    private List<String> somebody(Ask ask) throws CallFailed, InterruptedException {
        return calls.call(
                ask,
                client -> ids(client.users().get(config -> {
                    config.queryParameters.select = new String[] {"id"};
                    config.queryParameters.top = PEOPLE;
                })));
    }

    private static List<String> ids(UserCollectionResponse users) throws CallRefused {
        if (users == null || users.getValue() == null) {
            throw new CallRefused(GraphErrors.unreadable("empty-answer", "no list of users"), null);
        }
        return users.getValue().stream().map(Entity::getId).toList();
    }
}
