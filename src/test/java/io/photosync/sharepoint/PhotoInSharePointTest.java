package io.photosync.sharepoint;

import static io.photosync.sharepoint.SharePointTenant.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and written, seen from SharePoint's side. */
class PhotoInSharePointTest {
    private static final byte[] JPEG = {1, 2, 3};

    @TempDir
    Path files;

    private SharePointTenant tenant;
    private Person member;

    @BeforeEach
    void startTenant() throws Exception {
        tenant = new SharePointTenant(files, Map.of());
        member = tenant.member();
    }

    @AfterEach
    void stopTenant() {
        tenant.close();
    }

    @Test
    void a_photo_costs_five_requests_once_the_folder_is_known() throws Exception {
        // Given
        tenant.library.folder(ask());
        tenant.counters.reset();

        // When
        tenant.profiles.read(member.userPrincipalName(), ask());
        store(member, new PhotoFiles(member.id()));

        // Then
        assertThat(tenant.requests()).isEqualTo(5);
        assertThat(tenant.sharePoint.library().content("/User Photos/Profile Pictures/" + member.id() + "_MThumb.jpg"))
                .contains(JPEG);
        Profile profile =
                tenant.profiles.read(member.userPrincipalName(), ask()).orElseThrow();
        assertThat(profile.accountName()).isEqualToIgnoringCase("i:0#.f|membership|" + member.userPrincipalName());
        assertThat(profile.pictureUrl())
                .isEqualTo(tenant.settings.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + member.id()
                        + "_MThumb.jpg");
        assertThat(profile.placeholderState()).isEqualTo("0");
        assertThat(tenant.library.filesOf(profile.pictureUrl(), ask())).contains(new PhotoFiles(member.id()));
    }

    @Test
    void a_photo_is_taken_down_by_blank_properties_and_deleted_files() throws Exception {
        // Given
        PhotoFiles photo = new PhotoFiles(member.id());
        store(member, photo);

        // When
        write(member, "", "1");
        for (String name : photo.names()) {
            tenant.library.delete(name, ask());
        }

        // Then
        Profile profile =
                tenant.profiles.read(member.userPrincipalName(), ask()).orElseThrow();
        assertThat(profile.pictureUrl()).isEmpty();
        assertThat(profile.placeholderState()).isEqualTo("1");
        assertThat(new PhotoListing(tenant.client, tenant.folder, tenant.settings)
                        .first(ask())
                        .files())
                .isEmpty();
    }

    @Test
    void a_file_that_is_not_there_needs_no_deleting() throws Exception {
        tenant.library.delete("nobody_SThumb.jpg", ask());

        assertThat(tenant.requests()).isEqualTo(2);
    }

    @Test
    void names_with_quotes_hashes_and_plus_signs_reach_sharepoint_whole() throws Exception {
        String name = "o'neil+guest#EXT#_contoso_MThumb.jpg";

        tenant.library.upload(name, JPEG, ask());

        assertThat(tenant.sharePoint.library().content("/User Photos/Profile Pictures/" + name))
                .contains(JPEG);
    }

    @Test
    void a_user_without_a_profile_is_read_as_none_and_refuses_a_write() throws Exception {
        // Given
        Person guest = tenant.person(Person::guest);

        // When
        Optional<Profile> read = tenant.profiles.read(guest.userPrincipalName(), ask());
        MicrosoftCallException refusal =
                catchThrowableOfType(MicrosoftCallException.class, () -> write(guest, "https://x", "0"));

        // Then
        assertThat(read).isEmpty();
        assertThat(refusal.failure().kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal.failure().code()).isEqualTo(ProfileRefusal.PROFILE_NOT_FOUND);
        assertThat(refusal.failure().status()).isEqualTo(200);
        assertThat(refusal.failure().requestId()).isPresent();
    }

    @Test
    void the_folder_is_found_under_its_local_name_and_looked_for_once() throws Exception {
        tenant.sharePoint.renamePhotoFolder("Profilbilder");

        assertThat(tenant.library.folder(ask())).isEqualTo("/User Photos/Profilbilder");
        assertThat(tenant.library.folder(ask())).isEqualTo("/User Photos/Profilbilder");
        assertThat(tenant.requests()).isEqualTo(1);
    }

    @Test
    void a_folder_that_was_renamed_is_looked_for_again() throws Exception {
        // Given
        tenant.library.upload("a_SThumb.jpg", JPEG, ask());
        tenant.sharePoint.renamePhotoFolder("Profilbilder");

        // When
        MicrosoftCallException gone = catchThrowableOfType(
                MicrosoftCallException.class, () -> tenant.library.upload("b_SThumb.jpg", JPEG, ask()));
        tenant.library.upload("b_SThumb.jpg", JPEG, ask());

        // Then
        assertThat(gone.failure().kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(tenant.sharePoint.library().content("/User Photos/Profilbilder/b_SThumb.jpg"))
                .contains(JPEG);
    }

    @Test
    void two_folders_are_one_too_many_to_choose_from() {
        // Given
        tenant.mySite(
                request -> Response.json(200, "{\"value\":[{\"Name\":\"Forms\"},{\"Name\":\"A\"},{\"Name\":\"B\"}]}"));

        // When
        MicrosoftCallException unclear =
                catchThrowableOfType(MicrosoftCallException.class, () -> tenant.library.folder(ask()));

        // Then
        assertThat(unclear.failure().code()).isEqualTo(PhotoFolder.UNCLEAR);
        assertThat(unclear.failure().detail())
                .contains("photosync.sharepoint.folder", "got nothing, and there are [A, B]");
    }

    @Test
    void all_files_are_listed_page_by_page() throws Exception {
        // Given
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            names.add("person" + i + "_SThumb.jpg");
            tenant.library.upload(names.getLast(), new byte[i], ask());
        }
        PhotoListing listing = new PhotoListing(tenant.client, tenant.folder, tenant.settings, 2);

        // When
        List<PhotoFile> listed = new ArrayList<>();
        FilePage page = listing.first(ask());
        listed.addAll(page.files());
        while (page.next().isPresent()) {
            page = listing.after(page.next().get(), ask());
            listed.addAll(page.files());
        }

        // Then
        assertThat(listed).extracting(PhotoFile::name).isEqualTo(names);
        assertThat(listed).extracting(PhotoFile::length).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(tenant.requests()).isEqualTo(1 + 5 + 3);
    }

    private void store(Person person, PhotoFiles photo) throws Exception {
        for (String name : photo.names()) {
            tenant.library.upload(name, JPEG, ask());
        }
        write(person, tenant.library.url(photo.medium(), ask()).toString(), "0");
    }

    private void write(Person person, String pictureUrl, String placeholderState) throws Exception {
        Map<ProfileProperty, String> values = new EnumMap<>(ProfileProperty.class);
        values.put(ProfileProperty.PICTURE_URL, pictureUrl);
        values.put(ProfileProperty.PLACEHOLDER_STATE, placeholderState);
        values.put(ProfileProperty.TIMESTAMP, PictureTimestamp.of(SharePointTenant.CLOCK.instant()));
        tenant.profiles.write(person.userPrincipalName(), values, ask());
    }
}
