package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.people.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveReloadTest {
    @Test
    void the_next_generation_has_the_same_ports_keys_and_photos() {
        try (Sandbox first = Sandbox.start(SandboxSettings.forTests().withPeople(50))) {
            // Given
            List<Person> people =
                    first.directory().all().stream().filter(Person::mailbox).toList();
            String changed =
                    first.exchangePhotos().putPortrait(people.get(0), 7).mediaEtag();
            first.exchangePhotos().remove(people.get(1).id());
            String token = first.token(first.graphUrl());

            // When
            Map<String, Object> kept = new HashMap<>(first.handles());
            kept.put(LiveReload.MEMORY, first.suspend());
            Sandbox second = Sandbox.resume(SandboxSettings.forTests().withPeople(50), kept);

            // Then
            assertThat(second.exchangePhotos()
                            .find(people.get(0).id())
                            .orElseThrow()
                            .mediaEtag())
                    .isEqualTo(changed);
            assertThat(second.exchangePhotos().find(people.get(1).id())).isEmpty();
            assertThat(second.graphUrl()).isEqualTo(first.graphUrl());
            assertThat(GraphVisitor.of(second, () -> token).users().get().getValue())
                    .isNotEmpty();
            second.suspend();
        }
    }
}
