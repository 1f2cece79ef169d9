package io.photosync.subscription;

import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.Subscriptions;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.subscription.SubscriptionState.Off;
import io.photosync.subscription.SubscriptionState.Starting;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks after the subscription on the replica that leads, and tells on every replica how it stands. */
@ApplicationScoped
public class SubscriptionCare implements Duty {
    private static final Duration LISTENING_BY = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 250;

    private final Subscriptions subscriptions;
    private final Notifications notifications;
    private final ClientStates clientStates;
    private final SubscriptionBook book;
    private final Clock clock;
    private final CountDownLatch listening = new CountDownLatch(1);

    public SubscriptionCare(
            Subscriptions subscriptions,
            Notifications notifications,
            ClientStates clientStates,
            SubscriptionBook book,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.notifications = notifications;
        this.clientStates = clientStates;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "subscription-care";
    }

    /** How it stands, as the leader saw it last; never waits. */
    public SubscriptionState state() {
        SubscriptionState last = book.note().state();
        return switch (notifications.mode()) {
            case NONE -> last;
            case WEBHOOK, EVENT_HUB -> last instanceof Off ? new Starting() : last;
        };
    }

    /** Graph asked for a reauthorization, of whichever replica. However many ask before the next look, it is done once. */
    public void reauthorizationRequested() {
        book.ask();
    }

    /** Graph calls us while it creates the subscription: nothing can be done before the listener is up. */
    void onHttp(@ObservesAsync HttpServerStart started) {
        listening.countDown();
    }

    void onHttps(@ObservesAsync HttpsServerStart started) {
        listening.countDown();
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        if (!listening.await(LISTENING_BY.toMillis(), TimeUnit.MILLISECONDS)) {
            // A live reload keeps the listener of the application before it, and says nothing.
            listening.countDown();
        }
        SubscriptionNote note = book.note();
        SubscriptionKeeper keeper = new SubscriptionKeeper(
                        subscriptions,
                        notifications.wanted(),
                        new StateRotation(clientStates.required(), book.states(term), clock),
                        Rhythm.DEFAULT,
                        clock)
                .after(note.state());
        while (true) {
            Optional<Instant> asked = book.asked();
            // By equality: the clocks of two replicas may differ.
            Duration wait = keeper.look(!asked.equals(note.answered()));
            note = SubscriptionNote.of(keeper.state(), keeper.content() ? asked : note.answered());
            if (!note.equals(book.note())) {
                term.write(SubscriptionNote.KEY, note);
            }
            untilAskedAgain(asked, clock.instant().plus(wait));
        }
    }

    private void untilAskedAgain(Optional<Instant> asked, Instant next) throws InterruptedException {
        while (clock.instant().isBefore(next) && book.asked().equals(asked)) {
            Thread.sleep(TICK_MILLIS);
        }
    }
}
