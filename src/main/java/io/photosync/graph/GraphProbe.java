package io.photosync.graph;

import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.UserCollectionResponse;
import io.photosync.breaker.ServiceProbe;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells an outage from one user's trouble: asks for a user's photo, which needs all that any photo needs — a token, the
 * permissions, the directory and Exchange. Any definite answer is a success, and one of three users is enough. The
 * users are drawn afresh each time from those known to have a photo: a user who is always refused must not keep an
 * outage going for ever.
 */
@ApplicationScoped
public class GraphProbe implements ServiceProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int USERS = 3;

    private final Photos photos;
    private final GraphCalls calls;
    private final PhotoOwners owners;
    private final Clock clock;
    /** Start of the last failed probe, if none succeeded since. */
    private volatile Optional<Instant> failing = Optional.empty();

    GraphProbe(Photos photos, GraphCalls calls, PhotoOwners owners, Clock clock) {
        this.photos = photos;
        this.calls = calls;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public MicrosoftService service() {
        return MicrosoftService.GRAPH;
    }

    /** Up to four requests while Graph fails, normally one. */
    @Override
    public Optional<Failure> probe() throws InterruptedException {
        Instant began = clock.instant();
        CallContext callContext = CallContext.within(Priority.CONTROL, PATIENCE, clock);
        List<String> drawn = owners.draw(USERS);
        Optional<Failure> met = drawn.isEmpty() ? askAnyUsers(callContext) : askOneOf(drawn, callContext);
        // An answer to any other request counts as much as the three.
        boolean outage = met.isPresent() && !photos.answeredSince(failing.orElse(began));
        failing = outage ? Optional.of(began) : Optional.empty();
        return met.filter(failure -> outage);
    }

    private Optional<Failure> askOneOf(List<String> users, CallContext callContext) throws InterruptedException {
        Optional<Failure> met = Optional.empty();
        for (String userId : users) {
            try {
                photos.state(userId, callContext);
                return Optional.empty();
            } catch (MicrosoftCallException e) {
                // A throttled mailbox says nothing about Graph.
                met = e.failure().kind() == Kind.USER_THROTTLED ? met : Optional.of(e.failure());
            }
        }
        return met;
    }

    /**
     * Nothing is known of these users, so a refusal may be due to their kind: rooms, service accounts, on-premises
     * mailboxes.
     */
    private Optional<Failure> askAnyUsers(CallContext callContext) throws InterruptedException {
        try {
            return askOneOf(anyUsers(callContext), callContext).filter(met -> met.kind() != Kind.REFUSED);
        } catch (MicrosoftCallException e) {
            return Optional.of(e.failure());
        }
    }

    private List<String> anyUsers(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext,
                client -> ids(client.users().get(config -> {
                    config.queryParameters.select = new String[] {"id"};
                    config.queryParameters.top = USERS;
                })));
    }

    private static List<String> ids(UserCollectionResponse users) throws GraphCallException {
        if (users == null || users.getValue() == null) {
            throw new GraphCallException(GraphErrors.unreadable("empty-answer", "no list of users"), null);
        }
        return users.getValue().stream().map(Entity::getId).toList();
    }
}
