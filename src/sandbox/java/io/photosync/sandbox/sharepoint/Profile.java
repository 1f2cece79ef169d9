package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.people.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A profile as REST and CSOM show it: the directory's data, overlaid with what was written.
 *
 * @param written property values by their canonical name
 */
record Profile(Person person, Map<String, String> written) {
    static final String PICTURE_URL = "PictureURL";
    static final String PLACEHOLDER_STATE = "SPS-PicturePlaceholderState";
    static final String TIMESTAMP = "SPS-PictureTimestamp";
    static final String EXCHANGE_STATE = "SPS-PictureExchangeSyncState";
    private static final String CLAIM = "i:0#.f|membership|";

    /** Properties that come from the directory; only its own synchronization may write them. */
    static final List<String> READ_ONLY = List.of(
            "UserProfile_GUID",
            "SID",
            "AccountName",
            "UserName",
            "SPS-UserPrincipalName",
            "SPS-DistinguishedName",
            "msOnline-ObjectId",
            "PersonalSpace");

    static final List<String> EDITABLE = List.of(
            "FirstName",
            "LastName",
            "PreferredName",
            "WorkPhone",
            "Department",
            "Title",
            "Manager",
            "AboutMe",
            PICTURE_URL,
            "WorkEmail",
            "Office",
            "CellPhone",
            "SPS-Skills",
            PLACEHOLDER_STATE,
            TIMESTAMP,
            EXCHANGE_STATE,
            "SPS-PrivacyPeople",
            "SPS-TimeZone");

    /** The whole account name, {@code i:0#.f|membership|user@contoso.com}. */
    String accountName() {
        return CLAIM + person.userPrincipalName().toLowerCase(Locale.ROOT);
    }

    /** The user principal name of an account name; empty text when it is written in no form that SharePoint takes. */
    static String userOf(String accountName) {
        return accountName.regionMatches(true, 0, CLAIM, 0, CLAIM.length())
                ? accountName.substring(CLAIM.length())
                : "";
    }

    /** Every property in order, with an empty text for those without a value. */
    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        READ_ONLY.forEach(name -> all.put(name, ""));
        EDITABLE.forEach(name -> all.put(name, ""));
        String displayName = person.displayName();
        int space = displayName.lastIndexOf(' ');
        all.put("UserProfile_GUID", person.id());
        all.put("SID", "i:0h.f|membership|" + person.id().replace("-", "").substring(16) + "@live.com");
        all.put("AccountName", accountName());
        all.put("UserName", person.userPrincipalName());
        all.put("SPS-UserPrincipalName", person.userPrincipalName());
        all.put("SPS-DistinguishedName", "CN=" + person.id() + ",OU=Tenants,OU=MSOnline,DC=sandbox,DC=example");
        all.put("msOnline-ObjectId", person.id());
        all.put("PersonalSpace", "");
        all.put("FirstName", space < 0 ? displayName : displayName.substring(0, space));
        all.put("LastName", displayName.substring(space + 1));
        all.put("PreferredName", displayName);
        all.put("Department", text(person.department()));
        all.put("WorkEmail", text(person.mail()));
        all.put("Office", "");
        all.putAll(written);
        return all;
    }

    /**
     * The derived field of the same name as the property, less one letter's case: null while the placeholder is shown, else the
     * property with the timestamp as a cache-buster.
     */
    String shownPictureUrl() {
        String url = written.getOrDefault(PICTURE_URL, "");
        if (url.isEmpty() || !"0".equals(written.get(PLACEHOLDER_STATE))) {
            return null;
        }
        String timestamp = written.getOrDefault(TIMESTAMP, "");
        return timestamp.isEmpty() ? url : url + "?t=" + timestamp;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
