package io.photosync.sandbox.people;

/**
 * A generated user of the tenant's directory.
 *
 * @param id object id, a GUID in lower case
 * @param userPrincipalName for guests in the {@code name_other.example#EXT#@tenant} form
 * @param mailbox whether Exchange knows the user; only then can there be a photo
 */
public record Person(
        String id,
        String userPrincipalName,
        String displayName,
        String mail,
        String department,
        boolean mailbox,
        boolean guest,
        boolean enabled) {

    /** The same under another user principal name. */
    public Person named(String other) {
        return new Person(id, other, displayName, mail, department, mailbox, guest, enabled);
    }
}
