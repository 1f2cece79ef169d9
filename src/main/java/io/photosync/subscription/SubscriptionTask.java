package io.photosync.subscription;

import io.photosync.graph.Subscriptions;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
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
public class SubscriptionTask implements LeaderTask {
    private static final Duration LISTENING_BY = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 250;

    private final Subscriptions subscriptions;
    private final NotificationChannel notificationChannel;
    private final ClientStates clientStates;
    private final SubscriptionStore book;
    private final Clock clock;
    private final CountDownLatch listening = new CountDownLatch(1);

    public SubscriptionTask(
            Subscriptions subscriptions,
            NotificationChannel notificationChannel,
            ClientStates clientStates,
            SubscriptionStore book,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.notificationChannel = notificationChannel;
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
        return switch (notificationChannel.mode()) {
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
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        if (!listening.await(LISTENING_BY.toMillis(), TimeUnit.MILLISECONDS)) {
            // A live reload keeps the listener of the application before it, and says nothing.
            listening.countDown();
        }
        SubscriptionRecord note = book.note();
        SubscriptionReconciler keeper = new SubscriptionReconciler(
                        subscriptions,
                        notificationChannel.wanted(),
                        new ClientStateRotation(clientStates.required(), book.states(leaderTerm), clock),
                        SubscriptionSchedule.DEFAULT,
                        clock)
                .after(note.state());
        while (true) {
            Optional<Instant> asked = book.asked();
            // By equality: the clocks of two replicas may differ.
            Duration wait = keeper.look(!asked.equals(note.answered()));
            note = SubscriptionRecord.of(keeper.state(), keeper.content() ? asked : note.answered());
            if (!note.equals(book.note())) {
                leaderTerm.write(SubscriptionRecord.KEY, note);
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
