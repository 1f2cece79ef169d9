/** Photo sync: a photo changed in Exchange Online is what SharePoint Online shows, within minutes. */
package io.photosync;
