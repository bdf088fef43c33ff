package de.lopezitwelt.platform.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {
    private static final RequestFraming.Limits LIMITS = new RequestFraming.Limits(8192, 16_384, 100_000);
    private static final String HOST = "Host: h\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST /p HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    /** What became of some bytes: the requests that begun, the bytes let through, and the status of what was refused, or 0. */
    private record Outcome(int requests, String letThrough, int refusedWith) {}

    private static Outcome read(String octets, int pieces) {
        var framing = new RequestFraming(LIMITS);
        byte[] all = octets.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf in = Unpooled.buffer();
        var letThrough = new StringBuilder();
        try {
            for (int at = 0; at < all.length; at += pieces) {
                in.writeBytes(all, at, Math.min(pieces, all.length - at));
                while (in.isReadable()) {
                    int length = framing.accept(in);
                    if (length == 0) {
                        break;
                    }
                    letThrough.append(in.readCharSequence(length, StandardCharsets.ISO_8859_1));
                }
            }
            return new Outcome(framing.begun(), letThrough.toString(), 0);
        } catch (ProblemException refused) {
            return new Outcome(
                    framing.begun(), letThrough.toString(), refused.type().status());
        }
    }

    static List<String> wellFormed() {
        return List.of(
                "GET / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n",
                "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
                "GET http://h/%41?a=b%20c HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /caf\u00c3\u00a9 HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.1\r\nhost:h\r\nEmpty:\r\nX-Text: \t a b\tc \u00e9 \t\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n",
                POST + "Content-Length: 5\r\n\r\nhello",
                POST + "content-length:0005 \r\n\r\nhello",
                "POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
                POST + "Content-Length: 5\r\nX-Content-Length: 9\r\n\r\nhello",
                POST + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                CHUNKED + "0\r\n\r\n",
                CHUNKED + "0000000a\r\n0123456789\r\n00\r\n\r\n",
                CHUNKED + "5;a;b=c;d=\"e f;\"\r\nhello\r\n0;last\r\n\r\n",
                CHUNKED + "1\r\na\r\n1\r\nb\r\n0\r\nX-Checksum: 7\r\nX-Other: \r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void wellFormedRequestIsOneAndTheNextIsAnother(String request) {
        for (int pieces : new int[] {1, 2, 3, 7, 10_000}) {
            assertThat(read(request, pieces)).isEqualTo(new Outcome(1, request, 0));
            assertThat(read(request + NEXT, pieces)).isEqualTo(new Outcome(2, request + NEXT, 0));
        }
    }

    static Stream<String> malformedHeads() {
        return Stream.of(
                // request lines
                "GET / HTTP/1.1\n" + HOST + "\r\n",
                "GET / HTTP/1.1\r" + HOST + "\r\n",
                " GET / HTTP/1.1\r\n" + HOST + "\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n",
                "\nGET / HTTP/1.1\r\n" + HOST + "\r\n",
                "\0GET / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET  / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.1 \r\n" + HOST + "\r\n",
                "GET / x HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /\u000b HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /\r HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /\r\n\r\n",
                "GET /  HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /a?b=% HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /a|b HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / http/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.10\r\n" + HOST + "\r\n",
                "GET / HTTP/01.1\r\n" + HOST + "\r\n",
                "GET / ICAP/1.0\r\n" + HOST + "\r\n",
                "G(T / HTTP/1.1\r\n" + HOST + "\r\n",
                ": / HTTP/1.1\r\n" + HOST + "\r\n",
                // hosts
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n",
                "GET / HTTP/1.0\r\n" + HOST + HOST + "\r\n",
                // fields
                "GET / HTTP/1.1\r\n" + HOST + "X : a\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X\t: a\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X Y: a\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + ": a\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n\tb\r\n\r\n",
                "GET / HTTP/1.1\r\n X: a\r\n" + HOST + "\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\0b\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\rY: b\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\nY: b\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\u007f\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X\u00e9: a\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "\r\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "\n\r\n",
                // lengths
                POST + "Content-Length: +5\r\n\r\nhello",
                POST + "Content-Length: -5\r\n\r\nhello",
                POST + "Content-Length: 5, 5\r\n\r\nhello",
                POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                POST + "Content-Length: 0x5\r\n\r\nhello",
                POST + "Content-Length: 5 5\r\n\r\nhello",
                POST + "Content-Length: 5.0\r\n\r\nhello",
                POST + "Content-Length: five\r\n\r\nhello",
                POST + "Content-Length: \u00b25\r\n\r\nhello",
                POST + "Content-Length:\r\n\r\nhello",
                POST + "Content-Length: 18446744073709551621\r\n\r\nhello",
                POST + "Content-Length : 5\r\n\r\nhello",
                POST + "Content-Length\t: 5\r\n\r\nhello",
                POST + "Content-Length:\r\n 5\r\n\r\nhello",
                POST + "Content_Length: 5\r\n\r\nhello",
                // codings
                POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello",
                POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chun\0ked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding:\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
                POST + "Transfer_Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "Sec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void malformedHeadIsNeverLetThroughNorIsAnythingAfterIt(String request) {
        for (int pieces : new int[] {1, 2, 3, 7, 10_000}) {
            Outcome outcome = read(NEXT + request + NEXT, pieces);
            assertThat(outcome.refusedWith()).isEqualTo(400);
            assertThat(outcome.requests()).isEqualTo(1);
            assertThat(outcome.letThrough()).isIn(NEXT, NEXT + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhelloo\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "5\t;a\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5_\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                ";a\r\nhello\r\n0\r\n\r\n",
                "5;a\nb\r\nhello\r\n0\r\n\r\n",
                "5;a\rb\r\nhello\r\n0\r\n\r\n",
                "5;a\0b\r\nhello\r\n0\r\n\r\n",
                "5;a=\"b\r\nhello\r\n0\r\n\r\n",
                "5;a b\r\nhello\r\n0\r\n\r\n",
                // beyond 32 bits, beyond 64 bits: the rest would be 5
                "100000005\r\nhello\r\n0\r\n\r\n",
                "10000000000000005\r\nhello\r\n0\r\n\r\n",
                "80000005\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX : a\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: a\r\n b\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: a\n\r\n",
                "5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n",
                "5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
                "5\r\nhello\r\n0\r\nHost: h\r\n\r\n",
                "5\r\nhello\r\n0\r\n\n"
            })
    void malformedChunkEndsTheConnection(String chunks) {
        for (int pieces : new int[] {1, 2, 3, 7, 10_000}) {
            Outcome outcome = read(CHUNKED + chunks + NEXT, pieces);
            assertThat(outcome.refusedWith()).isEqualTo(400);
            assertThat(outcome.requests()).isEqualTo(1);
            assertThat(CHUNKED + chunks).startsWith(outcome.letThrough());
        }
    }

    @Test
    void otherVersionsAreNotSpoken() {
        assertThat(read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 100)).isEqualTo(new Outcome(0, "", 505));
        assertThat(read("GET / HTTP/1.2\r\n" + HOST + "\r\n", 1).refusedWith()).isEqualTo(505);
    }

    @Test
    void whatDoesNotEndIsRefusedAtItsLimit() {
        assertThat(read("GET /" + "x".repeat(8_200), 100).refusedWith()).isEqualTo(414);
        assertThat(read("GET / HTTP/1.1\r\nX: " + "x".repeat(17_000), 100).refusedWith())
                .isEqualTo(431);
        assertThat(read("GET / HTTP/1.1\r\n" + "X: x\r\n".repeat(3_000), 100).refusedWith())
                .isEqualTo(431);
        assertThat(read(CHUNKED + "5;" + "a".repeat(2_000), 100).refusedWith()).isEqualTo(400);
        assertThat(read(CHUNKED + "0\r\n" + "X: x\r\n".repeat(3_000), 100).refusedWith())
                .isEqualTo(431);
        assertThat(read(POST + "Content-Length: 99999999\r\n\r\n" + "x".repeat(200_000), 1_000)
                        .refusedWith())
                .isEqualTo(413);
        assertThat(read(CHUNKED + ("3e8\r\n" + "x".repeat(1_000) + "\r\n").repeat(200), 1_000)
                        .refusedWith())
                .isEqualTo(413);
        assertThat(read(CHUNKED + "1;aaaaaaaaaa\r\nx\r\n".repeat(20_000), 1_000).refusedWith())
                .isEqualTo(413);
    }
}
