package io.photosync.graph;

import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.models.SubscriptionCollectionResponse;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.PageTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The change notification subscriptions of this app. */
@ApplicationScoped
public class Subscriptions {
    /**
     * An app has at most 100 subscriptions to directory objects, and a page holds more than one: no more than 20 pages.
     */
    private static final int MOST_LINKS = 19;

    private final GraphCalls calls;

    Subscriptions(GraphCalls calls) {
        this.calls = calls;
    }

    /**
     * All of this app's in the tenant, other resources' included, as far as Graph lists them: there are reports of
     * lists that are empty or endless while the subscriptions live.
     */
    public SubscriptionList list(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        List<GraphSubscription> all = new ArrayList<>();
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of subscriptions", MOST_LINKS);
        Page page =
                calls.call(callContext, client -> Page.of(client.subscriptions().get()));
        all.addAll(page.subscriptions());
        while (page.next().isPresent()) {
            String link;
            try {
                link = trail.follow(page.next().get());
            } catch (MicrosoftCallException endless) {
                return new SubscriptionList(all, Optional.of(endless.failure().detail()));
            }
            page = calls.call(
                    callContext,
                    client -> Page.of(client.subscriptions().withUrl(link).get()));
            all.addAll(page.subscriptions());
        }
        return new SubscriptionList(all, Optional.empty());
    }

    /** @return empty when Graph does not know it */
    public Optional<GraphSubscription> find(String id, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        try {
            return Optional.of(calls.call(
                    callContext,
                    client -> subscription(
                            client.subscriptions().bySubscriptionId(id).get())));
        } catch (MicrosoftCallException e) {
            if (e.failure().isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Graph calls both URLs before it answers, so they must be served already.
     *
     * @throws MicrosoftCallException with status 409 when there is one for the same resource and change types
     */
    public GraphSubscription create(NewSubscription wanted, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return calls.call(callContext, client -> {
            Subscription body = new Subscription();
            body.setResource(wanted.resource());
            body.setChangeType(String.join(",", new TreeSet<>(wanted.changeTypes()).descendingSet()));
            body.setNotificationUrl(wanted.notificationUrl().toString());
            body.setLifecycleNotificationUrl(wanted.lifecycleNotificationUrl().toString());
            body.setExpirationDateTime(time(wanted.expires()));
            body.setClientState(wanted.clientState());
            return subscription(client.subscriptions().post(body));
        });
    }

    /** Extends a subscription, which reauthorizes it as well. */
    public GraphSubscription renew(String id, Instant until, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return calls.call(callContext, client -> {
            Subscription body = new Subscription();
            body.setExpirationDateTime(time(until));
            return subscription(client.subscriptions().bySubscriptionId(id).patch(body));
        });
    }

    /** Answers a lifecycle event {@code reauthorizationRequired}; the expiry stays the same. */
    public void reauthorize(String id, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        calls.call(callContext, client -> {
            client.subscriptions().bySubscriptionId(id).reauthorize().post();
            return id;
        });
    }

    public void delete(String id, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        calls.call(callContext, client -> {
            client.subscriptions().bySubscriptionId(id).delete();
            return id;
        });
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static GraphSubscription subscription(Subscription from) throws GraphCallException {
        if (from == null || from.getId() == null || from.getExpirationDateTime() == null) {
            throw new GraphCallException(
                    GraphErrors.unreadable("incomplete-subscription", "a subscription without id or end"), null);
        }
        return new GraphSubscription(
                from.getId(),
                Optional.ofNullable(from.getResource()).orElse(""),
                changeTypes(from),
                Optional.ofNullable(from.getNotificationUrl()).map(URI::create),
                Optional.ofNullable(from.getLifecycleNotificationUrl()).map(URI::create),
                from.getExpirationDateTime().toInstant(),
                Optional.ofNullable(from.getClientState()));
    }

    private static Set<String> changeTypes(Subscription from) {
        String listed = Optional.ofNullable(from.getChangeType()).orElse("");
        return Set.copyOf(List.of(listed.toLowerCase(Locale.ROOT).split("\\s*,\\s*")));
    }

    private record Page(List<GraphSubscription> subscriptions, Optional<String> next) {
        static Page of(SubscriptionCollectionResponse answer) throws GraphCallException {
            if (answer == null || answer.getValue() == null) {
                throw new GraphCallException(GraphErrors.unreadable("empty-answer", "no list of subscriptions"), null);
            }
            List<GraphSubscription> subscriptions = new ArrayList<>();
            for (Subscription one : answer.getValue()) {
                subscriptions.add(subscription(one));
            }
            return new Page(subscriptions, Optional.ofNullable(answer.getOdataNextLink()));
        }
    }
}
