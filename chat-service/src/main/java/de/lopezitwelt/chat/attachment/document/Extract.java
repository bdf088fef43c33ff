package de.lopezitwelt.chat.attachment.document;

/**
 * What was read from a document.
 *
 * @param mediaType what it is
 * @param truncated whether there is more
 */
public record Extract(String mediaType, String text, boolean truncated) {}
