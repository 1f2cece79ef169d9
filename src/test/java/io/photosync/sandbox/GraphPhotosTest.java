package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.models.ProfilePhoto;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.sandbox.people.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sandbox's Graph, driven by Microsoft's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphPhotosTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphServiceClient graph = GraphVisitor.of(sandbox);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void heal() {
        sandbox.troubles().faults().remove(fault -> true);
    }

    @Test
    void a_photo_is_read_as_a_picture_with_an_etag() throws IOException {
        // Given
        String id = withPhoto(0).id();

        // When
        ProfilePhoto metadata = graph.users().byUserId(id).photo().get();
        byte[] bytes = bytes(id);

        // Then
        assertThat(metadata.getAdditionalData().get("@odata.mediaEtag").toString())
                .matches("\"[0-9A-F]{8}\"");
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(metadata.getWidth());
    }

    @Test
    void bytes_may_change_later_than_the_etag_that_tells_of_them() throws IOException {
        // Given
        String id = withPhoto(3).id();
        byte[] before = bytes(id);
        Object etag = etag(id);
        sandbox.switches().setPhotoBytesLag(Duration.ofHours(1));
        try {
            // When
            sandbox.exchangePhotos().put(id, bytes(withPhoto(4).id()));

            // Then
            assertThat(etag(id)).isNotEqualTo(etag);
            assertThat(bytes(id)).isEqualTo(before);
        } finally {
            sandbox.switches().setPhotoBytesLag(Duration.ZERO);
        }
        assertThat(bytes(id)).isNotEqualTo(before);
    }

    @Test
    void the_same_picture_uploaded_twice_is_reencoded_and_gets_another_etag() throws IOException {
        // Given
        String id = withPhoto(1).id();
        byte[] upload = bytes(withPhoto(2).id());

        // When
        put(id, upload);
        Object first = etag(id);
        put(id, upload);
        Object second = etag(id);

        // Then
        assertThat(second).isNotEqualTo(first);
        assertThat(bytes(id)).isNotEqualTo(upload);
    }

    @Test
    void only_sizes_up_to_the_uploaded_one_exist() {
        // Given
        Person small = people(person -> sandbox.exchangePhotos()
                        .find(person.id())
                        .filter(photo -> photo.side() == 240)
                        .isPresent())
                .getFirst();

        // When
        List<ProfilePhoto> sizes =
                graph.users().byUserId(small.id()).photos().get().getValue();

        // Then
        assertThat(sizes).extracting(ProfilePhoto::getWidth).containsExactly(48, 64, 96, 120, 240);
        assertThatThrownBy(() -> graph.users()
                        .byUserId(small.id())
                        .photos()
                        .byProfilePhotoId("360x360")
                        .get())
                .isInstanceOf(ODataError.class);
    }

    @Test
    void a_removed_photo_is_gone() {
        // Given
        String id = withPhoto(3).id();

        // When
        graph.users().byUserId(id).photo().delete();

        // Then
        assertThat(error(() -> bytes(id)).getResponseStatusCode()).isEqualTo(404);
    }

    @Test
    void no_photo_is_said_in_three_ways() {
        // Given
        List<Person> without = people(person ->
                person.mailbox() && sandbox.exchangePhotos().find(person.id()).isEmpty());

        // When
        Set<String> answers = new HashSet<>();
        without.forEach(person -> answers.add(photoOrCode(person)));

        // Then
        assertThat(answers).containsExactlyInAnyOrder("1x1", "ImageNotFound", "ErrorItemNotFound");
    }

    @Test
    void no_mailbox_is_said_in_two_ways() {
        // Given
        List<Person> without = people(person -> !person.mailbox());

        // When
        Set<String> answers = new HashSet<>();
        without.forEach(person -> answers.add(photoOrCode(person)));

        // Then
        assertThat(answers).containsExactlyInAnyOrder("ErrorNonExistentMailbox", "AuthenticationError");
    }

    @Test
    void what_is_no_image_is_refused() {
        // Given
        String id = withPhoto(4).id();
        Object before = etag(id);

        // When
        ODataError refused = error(() -> put(id, new byte[] {1, 2, 3}));

        // Then
        assertThat(refused.getResponseStatusCode()).isEqualTo(400);
        assertThat(etag(id)).isEqualTo(before);
    }

    @Test
    void an_unknown_user_is_not_found() {
        // When
        ODataError error =
                error(() -> graph.users().byUserId("nobody@lindenhof.example").get());

        // Then
        assertThat(error.getError().getCode()).isEqualTo("Request_ResourceNotFound");
    }

    @Test
    void a_token_for_another_service_is_refused() {
        // Given
        GraphServiceClient stranger = GraphVisitor.of(sandbox, () -> sandbox.token(sandbox.mySiteUrl()));

        // When
        ODataError error = error(() -> stranger.users().get());

        // Then
        assertThat(error.getResponseStatusCode()).isEqualTo(401);
    }

    private String photoOrCode(Person person) {
        try {
            return graph.users().byUserId(person.id()).photo().get().getId();
        } catch (ODataError error) {
            return error.getError().getCode();
        }
    }

    private Object etag(String id) {
        return graph.users().byUserId(id).photo().get().getAdditionalData().get("@odata.mediaEtag");
    }

    private void put(String id, byte[] upload) {
        graph.users().byUserId(id).photo().content().put(new ByteArrayInputStream(upload));
    }

    private byte[] bytes(String id) throws IOException {
        try (InputStream in = graph.users().byUserId(id).photo().content().get()) {
            return in.readAllBytes();
        }
    }

    private static ODataError error(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ODataError.class, call);
    }

    private Person withPhoto(int position) {
        return people(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                .get(position + 40);
    }

    private List<Person> people(Predicate<Person> which) {
        return sandbox.directory().all().stream().filter(which).toList();
    }
}
