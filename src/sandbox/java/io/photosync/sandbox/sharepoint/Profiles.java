package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the PeopleManager does, the same for REST and CSOM: permissions and hosts checked, then the store asked. */
final class Profiles {
    private final ProfileStore store;
    private final URI mySite;

    Profiles(ProfileStore store, URI mySite) {
        this.store = store;
        this.mySite = mySite;
    }

    /** A person's properties; empty, and no error, when there is no such profile. */
    Optional<Entity> read(ApiCall call, String accountName) throws SharePointError {
        return read(call.roles(), accountName, call.api());
    }

    Optional<Entity> read(Set<String> roles, String accountName, String api) throws SharePointError {
        Permission.READ_PROFILES.demandOf(roles);
        return store.byAccountName(accountName).map(profile -> entity(profile, api));
    }

    /** One property's value, or null when there is no such profile. */
    String property(Set<String> roles, String accountName, String property) throws SharePointError {
        Permission.READ_PROFILES.demandOf(roles);
        Optional<Profile> profile = store.byAccountName(accountName);
        if (profile.isEmpty()) {
            return null;
        }
        Map<String, String> properties = profile.get().properties();
        return properties.get(ProfileStore.canonical(property, properties.keySet().stream()));
    }

    void write(Host host, Set<String> roles, String accountName, String property, String value) throws SharePointError {
        Permission.WRITE_PROFILES.demandOf(roles);
        if (host != Host.ADMIN) {
            throw SharePointError.accessDenied();
        }
        store.write(accountName, property, value);
    }

    /** @throws SharePointError where a request that blanks the picture URL is refused before any of it is done */
    void admit(String property, String value) throws SharePointError {
        if (store.emptyPictureUrl() == EmptyPictureUrl.REQUEST_REFUSED && ProfileStore.isEmptyUrl(property, value)) {
            throw SharePointError.badValue(property);
        }
    }

    private Entity entity(Profile profile, String api) {
        String personal = mySite + "/personal/"
                + profile.person()
                        .userPrincipalName()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[@.]", "_") + "/";
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AccountName", profile.accountName());
        fields.put("DirectReports", List.of());
        fields.put("DisplayName", profile.person().displayName());
        fields.put("Email", profile.person().mail());
        fields.put("ExtendedManagers", List.of());
        fields.put("ExtendedReports", List.of(profile.accountName()));
        fields.put("IsFollowed", false);
        fields.put("LatestPost", null);
        fields.put("Peers", List.of());
        fields.put("PersonalSiteHostUrl", mySite + "/");
        fields.put("PersonalUrl", personal);
        fields.put("PictureUrl", profile.shownPictureUrl());
        fields.put("Title", null);
        fields.put("UserProfileProperties", keyValues(profile));
        fields.put("UserUrl", mySite + "/Person.aspx?accountname=" + profile.accountName());
        String id = api + "/sp.userprofiles.peoplemanager/getpropertiesfor";
        return new Entity("SP.UserProfiles.PersonProperties", id, fields);
    }

    private static List<Entity> keyValues(Profile profile) {
        return profile.properties().entrySet().stream()
                .map(property -> {
                    Map<String, Object> pair = new LinkedHashMap<>();
                    pair.put("Key", property.getKey());
                    pair.put("Value", property.getValue());
                    pair.put("ValueType", "Edm.String");
                    return new Entity("SP.KeyValue", "", pair);
                })
                .toList();
    }
}
