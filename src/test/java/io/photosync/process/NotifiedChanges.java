package io.photosync.process;

import io.photosync.process.Burst.Answer;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Users who change their photos one after another, and a Graph that tells of each, again and again until it is answered 202. */
final class NotifiedChanges {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(250);
    /** So many more with each change, of users whom nobody knows. */
    private static final int OTHERS = 4;

    private final TenantVisitor visitor;
    private final List<Person> people;
    private final Endpoints endpoints;
    private final String clientState;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> sent = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<IOException> unanswered = new CopyOnWriteArrayList<>();
    private final Set<Person> told = ConcurrentHashMap.newKeySet();
    private final Thread flow;
    private volatile boolean over;

    /** @param people who change in this order, nobody twice unless all have changed */
    NotifiedChanges(TenantVisitor visitor, List<Person> people, Endpoints endpoints, String clientState) {
        this.visitor = visitor;
        this.people = people;
        this.endpoints = endpoints;
        this.clientState = clientState;
        this.flow = Thread.ofVirtual().name("changes").start(this::flow);
    }

    /** Whose change was answered with 202. */
    Set<Person> told() {
        return told;
    }

    /** All answers that came. */
    List<Answer> answers() {
        return answers;
    }

    /** The requests to which no answer came. */
    List<IOException> unanswered() {
        return unanswered;
    }

    /** No more changes; returns when the last notification was answered with 202. */
    void end() throws InterruptedException, ExecutionException {
        over = true;
        flow.join();
        for (Future<?> one : sent) {
            one.get();
        }
        threads.close();
    }

    private void flow() {
        try {
            for (int change = 0; !over; change++) {
                Person person = people.get(change % people.size());
                visitor.putPhoto(person, change);
                sent.add(threads.submit(() -> {
                    tell(person.id());
                    told.add(person);
                    return null;
                }));
                for (int other = 0; other < OTHERS; other++) {
                    sent.add(threads.submit(() -> {
                        tell(UUID.randomUUID().toString());
                        return null;
                    }));
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String userId) throws InterruptedException {
        while (!taken(userId)) {
            Thread.sleep(AGAIN_AFTER);
        }
    }

    private boolean taken(String userId) throws InterruptedException {
        try {
            Answer answer = new Burst(endpoints.next().webhook(), clientState).post(userId);
            answers.add(answer);
            return answer.status() == 202;
        } catch (IOException e) {
            unanswered.add(e);
            return false;
        }
    }
}
