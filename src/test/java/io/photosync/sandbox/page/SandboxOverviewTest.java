package io.photosync.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.entra.Bearer;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.sandbox.sharepoint.SharePoint.Thumbnails;
import io.photosync.sandbox.sharepoint.SharePointSettings;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SandboxOverviewTest {
    private final Directory directory = new Directory(60);
    private final ExchangePhotos exchange = new ExchangePhotos(60);
    private final SharePoint sharePoint = new SharePoint(
            SharePointSettings.of(URI.create("https://my.example"), URI.create("https://admin.example")),
            directory::find,
            request -> new Bearer.Anonymous(),
            units -> {},
            Clock.systemUTC());
    private final Overview overview = new Overview(directory, exchange, sharePoint);
    private final Person person = Population.person(1);

    @Test
    void a_person_is_in_step_while_both_have_the_same_picture() {
        // Given
        PersonStatus atFirst = standing(person);
        byte[] photo = exchange.find(person.id()).orElseThrow().jpeg();

        // When
        sharePoint.seedOldPicture(person, new Thumbnails(photo, photo, photo));
        PersonStatus afterSync = standing(person);
        exchange.putPortrait(person, 4711);

        // Then
        assertThat(atFirst).isEqualTo(PersonStatus.BEHIND);
        assertThat(afterSync).isEqualTo(PersonStatus.IN_STEP);
        assertThat(standing(person)).isEqualTo(PersonStatus.BEHIND);
    }

    @Test
    void a_person_without_a_photo_is_in_step_when_sharepoint_has_none_either() {
        // Given
        byte[] photo = exchange.find(person.id()).orElseThrow().jpeg();
        exchange.remove(person.id());
        PersonStatus noneInBoth = standing(person);

        // When
        sharePoint.seedOldPicture(person, new Thumbnails(photo, photo, photo));

        // Then
        assertThat(noneInBoth).isEqualTo(PersonStatus.IN_STEP);
        assertThat(standing(person)).isEqualTo(PersonStatus.BEHIND);
    }

    @Test
    void those_who_cannot_be_synced_say_why() {
        // Given
        sharePoint.profiles().remove(person.id());

        // Then
        assertThat(standing(person)).isEqualTo(PersonStatus.NO_PROFILE);
        assertThat(standing(Population.person(17))).isEqualTo(PersonStatus.GUEST);
        assertThat(standing(Population.person(11))).isEqualTo(PersonStatus.NO_MAILBOX);
        assertThat(standing(Population.person(55))).isEqualTo(PersonStatus.DISABLED);
    }

    private PersonStatus standing(Person wanted) {
        return overview.people().stream()
                .filter(row -> row.id().equals(wanted.id()))
                .findFirst()
                .orElseThrow()
                .standing();
    }
}
