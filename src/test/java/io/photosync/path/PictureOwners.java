package io.photosync.path;

import static io.photosync.testkit.Patience.await;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.TenantVisitor;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A tenant whose profiles, names and records say odd things of whose picture is whose. */
final class PictureOwners {
    static final String URL = "PictureURL";

    private final Sandbox sandbox;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final TenantVisitor visitor;

    PictureOwners(Sandbox sandbox, Ledger ledger, TopicWriter writer, TenantVisitor visitor) {
        this.sandbox = sandbox;
        this.ledger = ledger;
        this.writer = writer;
        this.visitor = visitor;
    }

    /** Returns when SharePoint shows a picture of that seed, and the service knows it. */
    Person shown(Person person, long seed) {
        visitor.putPhoto(person, seed);
        await().until(() -> visitor.inStep(person) && isSettled(person, State.SYNCED));
        return person;
    }

    private boolean isSettled(Person person, State state) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == state)
                .isPresent();
    }

    /** Exchange's photo is shown, from files that are named by the person's own id. */
    void awaitOwnPicture(Person person) {
        await().until(() -> visitor.inStep(person)
                && visitor.property(person, URL)
                        .filter(url -> url.contains(person.id()))
                        .isPresent()
                && visitor.property(person, "SPS-PicturePlaceholderState").equals(Optional.of("0")));
    }

    Person renamed(Person person, String account) {
        visitor.renamePrincipal(
                person,
                account
                        + person.userPrincipalName()
                                .substring(person.userPrincipalName().indexOf('@')));
        return now(person);
    }

    /** The other one gets out of the way first. */
    Person renamed(Person person, String name, Person holder, String another) {
        visitor.renamePrincipal(holder, another);
        visitor.renamePrincipal(person, name);
        return now(person);
    }

    Person now(Person person) {
        return sandbox.directory().find(person.id()).orElseThrow();
    }

    static String oldName(Person person) {
        return person.userPrincipalName().replaceAll("[@.]", "_");
    }

    String url(String baseName) {
        return sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + baseName + "_MThumb.jpg";
    }

    List<String> put(String baseName, long seed) {
        List.of("S", "M", "L").forEach(size -> visitor.putFile(baseName, size, Pictures.jpeg(seed)));
        return files(baseName);
    }

    List<String> files(String baseName) {
        return Stream.of("S", "M", "L")
                .flatMap(size -> visitor.file(baseName, size).stream())
                .map(Base64.getEncoder()::encodeToString)
                .toList();
    }

    void listed(String userId, RosterEntry entry) throws Exception {
        ledger.awaitFolded(writer.write(Topic.ROSTER, userId, entry));
    }

    static RosterEntry entry(String name) {
        return new RosterEntryBuilder(name, name).build();
    }

    static PhotoEvent event(Person person, String name) {
        Instant now = Instant.now();
        Data data = new Data(name, Optional.of("e"), Optional.empty(), Optional.empty(), Cause.SWEEP, now);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, data);
    }

    void settled(Person person, State state, String baseName) throws Exception {
        Instant now = Instant.now();
        Settlement end = new SettlementBuilder(state, UUID.randomUUID().toString(), now)
                .fileBaseName(baseName)
                .by("earlier", UUID.randomUUID().toString())
                .build();
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, person.id(), end));
    }
}
