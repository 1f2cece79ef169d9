package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sharepoint.Profile.Owner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileOwnerTest {
    private static final String USER = "6b1e0c1a-0000-4000-8000-00000000000a";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msOnline-ObjectId | 6b1e0c1a-0000-4000-8000-00000000000a | THIS_USER",
                "msOnline-ObjectId | 6B1E0C1A-0000-4000-8000-00000000000A | THIS_USER",
                "MSONLINE-OBJECTID | 6b1e0c1a-0000-4000-8000-00000000000b | ANOTHER_USER",
                "SPS-DistinguishedName | CN=6b1e0c1a-0000-4000-8000-00000000000a,OU=1,OU=Tenants,DC=x | THIS_USER",
                "SPS-DistinguishedName | CN=6b1e0c1a-0000-4000-8000-00000000000b,OU=1,OU=Tenants,DC=x | ANOTHER_USER",
                "SPS-DistinguishedName | CN=Ada,OU=1 | UNSAID",
                "msOnline-ObjectId | '' | UNSAID",
                "UserName | ada@contoso.example | UNSAID"
            })
    void a_profile_says_by_object_id_whose_it_is(String key, String value, Owner owner) throws Exception {
        String json = """
                {"AccountName":"i:0#.f|membership|ada@contoso.example",
                 "UserProfileProperties":[{"Key":"%s","Value":"%s"},{"Key":"PictureURL","Value":""}]}""".formatted(key, value);

        Profile profile = Profiles.profile(new ObjectMapper().readTree(json)).orElseThrow();

        assertThat(profile.owner(USER)).isEqualTo(owner);
    }
}
