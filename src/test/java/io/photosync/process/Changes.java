package io.photosync.process;

import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** People who change their photos, one after another, whatever happens to the service meanwhile. */
final class Changes {
    /** One change in so many takes the photo away. */
    private static final int REMOVALS = 10;

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Changes() {}

    /**
     * @param pause between two changes
     * @param seed decides who changes and which picture it is
     */
    static Changes flow(TenantVisitor visitor, List<Person> people, int count, Duration pause, long seed) {
        Changes changes = new Changes();
        Thread.ofVirtual().name("changes").start(() -> {
            try {
                Random random = new Random(seed);
                for (int change = 0; change < count; change++) {
                    // Everybody once, so that there is nobody whose photo is left as the tenant's past made it.
                    int who = change < people.size() ? change : random.nextInt(people.size());
                    Person person = people.get(who);
                    if (random.nextInt(REMOVALS) == 0 && visitor.hasPhoto(person)) {
                        visitor.deletePhoto(person);
                    } else {
                        visitor.putPhoto(person, random.nextLong());
                    }
                    Thread.sleep(pause);
                }
                changes.over.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                changes.over.completeExceptionally(e);
            }
        });
        return changes;
    }

    boolean going() {
        return !over.isDone();
    }

    /** Returns when the last change was made; throws what hindered it. */
    void await() {
        over.join();
    }
}
