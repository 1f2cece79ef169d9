package io.photosync.sandbox.sharepoint;

/** How SharePoint handles an empty picture URL. It is not documented, so a client must cope with each. */
public enum EmptyPictureUrl {
    ACCEPTED,
    /** CSOM says so inside a 200; what came before it in the request is done. */
    ERROR_IN_ANSWER,
    /** 400, and nothing of the request is done. */
    REQUEST_REFUSED,
    /** 200, and the value stays as it was. */
    IGNORED
}
