package io.photosync.sandbox.graph;

import io.photosync.sandbox.people.Person;

/**
 * The observed answers of Graph for "no photo" and "no mailbox". A user's id decides which one the user gets, so that
 * it stays the same and all of them occur.
 */
enum NoPhoto {
    /** msgraph-sdk-dotnet #2673. */
    IMAGE_NOT_FOUND,
    /** The metadata of a GIF of one pixel, as documented in profilephoto-get. */
    ONE_PIXEL,
    /** aspnetcore-connect-sample #34. */
    ITEM_NOT_FOUND;

    static NoPhoto of(Person person) {
        return values()[Math.floorMod(person.id().hashCode(), values().length)];
    }

    GraphError error() {
        return switch (this) {
            case IMAGE_NOT_FOUND, ONE_PIXEL ->
                new GraphError(
                        404,
                        "ImageNotFound",
                        "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.");
            case ITEM_NOT_FOUND ->
                new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
        };
    }

    /** The answer for a user without a mailbox. */
    static GraphError mailbox(Person person) {
        return person.id().hashCode() % 2 == 0
                ? new GraphError(404, "ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.")
                : new GraphError(400, "AuthenticationError", "Error authenticating with resource");
    }
}
