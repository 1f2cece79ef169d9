package io.photosync.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.people.Population;
import io.photosync.sandbox.people.Portrait;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page's buttons and switches do to a tenant. */
class SandboxPageTest {
    private static Sandbox sandbox;
    private static DemoState stage;
    private final Person person = Population.person(1);

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(60));
        stage = DemoState.of(sandbox);
    }

    @AfterAll
    static void stop() {
        stage.visitor().close();
        sandbox.close();
    }

    @AfterEach
    void calm() {
        for (FaultSwitch trouble : FaultSwitch.values()) {
            stage.switchboard().turn(trouble, false);
        }
    }

    @Test
    void a_photo_is_changed_and_removed_through_graph() throws Exception {
        // Given
        String before = revision();
        long requests = sandbox.troubles().counters().of(Service.GRAPH).requests();

        // When
        Visitor.Reply put = stage.visitor().putPhoto(person.id(), picture());
        String after = revision();
        Visitor.Reply delete = stage.visitor().deletePhoto(person.id());

        // Then
        assertThat(put.status()).isEqualTo(200);
        assertThat(after).isNotEqualTo(before);
        assertThat(delete.status()).isEqualTo(204);
        assertThat(sandbox.exchangePhotos().find(person.id())).isEmpty();
        assertThat(sandbox.troubles().counters().of(Service.GRAPH).requests()).isEqualTo(requests + 2);
    }

    @Test
    void a_refusal_of_graph_is_handed_on() throws Exception {
        // When
        Visitor.Reply reply = stage.visitor().putPhoto(person.id(), new byte[] {1, 2, 3});

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(new ObjectMapper()
                        .readTree(reply.body())
                        .at("/error/message")
                        .asText())
                .contains("not an image");
    }

    @Test
    void each_switch_turns_its_trouble_on_and_off() {
        for (FaultSwitch trouble : FaultSwitch.values()) {
            // When
            stage.switchboard().turn(trouble, true);
            boolean on = isOn(trouble);
            stage.switchboard().turn(trouble, false);

            // Then
            assertThat(on).as(trouble.id()).isTrue();
            assertThat(isOn(trouble)).as(trouble.id()).isFalse();
        }
    }

    @Test
    void a_busy_graph_still_takes_photos() throws Exception {
        // Given
        stage.switchboard().turn(FaultSwitch.GRAPH_BUSY, true);

        // When
        Visitor.Reply reply = stage.visitor().putPhoto(person.id(), picture());

        // Then
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_delay_shows_on_the_service_that_has_it() {
        // When
        stage.switchboard().delay(Service.SHAREPOINT, Duration.ofMillis(700));

        // Then
        assertThat(stage.switchboard().services())
                .filteredOn(service -> service.latencyMillis() == 700)
                .extracting(Switchboard.ServiceState::label)
                .containsExactly("sharepoint");
        stage.switchboard().delay(Service.SHAREPOINT, Duration.ZERO);
    }

    private String revision() {
        return sandbox.exchangePhotos().find(person.id()).map(Photo::revision).orElse("");
    }

    private byte[] picture() {
        return Jpeg.of(Portrait.of(person, 99).draw(300));
    }

    private static boolean isOn(FaultSwitch trouble) {
        return stage.switchboard().services().stream()
                .flatMap(service -> service.switches().stream())
                .anyMatch(state -> state.id().equals(trouble.id()) && state.on());
    }
}
