package de.lopezitwelt.system.wire;

/** Where a proxy takes what the grammar of HTTP/1.1 does not allow. Each is known of some proxy or server. */
enum Leniency {
    /** A line feed alone ends a line. */
    BARE_LF,
    /** A carriage return alone ends a line. */
    BARE_CR,
    /** Any number of line ends and control characters may stand before a request. */
    ANYTHING_BEFORE,
    /** Any blanks separate the parts of the request line, and any version goes. */
    LOOSE_REQUEST_LINE,
    /** A line that begins with a blank goes on with the value before it. */
    FOLDED_VALUE,
    /** A line that begins with a blank is a header of its own. */
    FOLDED_HEADER,
    /** Blanks and control characters around a name are cut off. */
    TRIMMED_NAME,
    /** A name with anything odd in it is a header that nobody knows. */
    ODD_NAME_UNKNOWN,
    /** {@code Content_Length} is {@code Content-Length}. */
    UNDERSCORES,
    /** Control characters in values are cut out. */
    CONTROLS_REMOVED,
    /** Control characters in values stay. */
    CONTROLS_KEPT,
    /** With both, the length counts. */
    LENGTH_WINS,
    /** With both, the coding counts. */
    CODING_WINS,
    /** A coding that has {@code chunked} anywhere in it is chunked. */
    CHUNKED_ANYWHERE,
    /** A coding that is not {@code chunked} alone does not count. */
    ODD_CODING_IGNORED,
    /** Codings count in HTTP/1.0 too. */
    CODING_IN_1_0,
    /** Codings do not count in HTTP/1.0. */
    NO_CODING_IN_1_0,
    /** Of several lengths or codings, the first counts. */
    FIRST_COUNTS,
    /** Of several lengths or codings, the last counts. */
    LAST_COUNTS,
    /** A length is as many digits as come first, after a sign, {@code 0x} and blanks. */
    LOOSE_NUMBER,
    /** A length that is no number is none. */
    ODD_NUMBER_IGNORED,
    /** GET brings no body, whatever it says. */
    GET_WITHOUT_BODY,
    /** An old WebSocket handshake brings eight bytes. */
    OLD_WEB_SOCKET,
    /** Sizes of chunks are numbers of 32 bits, and wrap around. */
    CHUNK_SIZE_OF_32_BITS,
    /** Sizes of chunks are numbers of 64 bits, and wrap around. */
    CHUNK_SIZE_OF_64_BITS,
    /** A chunk's size is as many digits as come first, after {@code 0x} and whatever else; the rest of the line does not matter. */
    LOOSE_CHUNK_SIZE,
    /** A chunk's size is as many digits as the line begins with. */
    CHUNK_SIZE_BY_FIRST_DIGITS,
    /** Whatever stands behind a chunk is skipped to the end of the line. */
    LOOSE_CHUNK_END,
    /** The last chunk ends the message; what comes behind it is the next. */
    NO_TRAILERS
}
