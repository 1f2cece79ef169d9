package io.photosync.roster;

import io.photosync.call.Failure;

/** The members of a group that bounds the scope cannot be read; the message is for the administrator. */
final class UnreadableGroupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** @param setting name of the setting that holds the group's id */
    UnreadableGroupException(String setting, String groupId, Failure failure) {
        super("%s: the members of group %s cannot be read%s: %s".formatted(setting, groupId, remedy(failure), failure));
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    private static String remedy(Failure failure) {
        return switch (failure.kind()) {
            case FORBIDDEN ->
                ", the tenant's administrator has to check the consent to Microsoft Graph's application permission"
                        + " GroupMember.Read.All";
            case REFUSED -> failure.status() == 404 ? ", there is no such group in the tenant" : "";
            case THROTTLED, USER_THROTTLED, SERVER_ERROR, UNREACHABLE, UNAUTHORIZED, UNREADABLE -> "";
        };
    }
}
