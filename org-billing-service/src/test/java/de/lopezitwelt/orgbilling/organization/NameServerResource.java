package de.lopezitwelt.orgbilling.organization;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real name server on a port of its own. Names it does not know do not exist. */
public class NameServerResource implements QuarkusTestResourceLifecycleManager {
    /** Names that end so get no answer at all. */
    static final String SILENT = "silent.example";

    private static final Map<String, List<String>> RECORDS = new ConcurrentHashMap<>();

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);

    /** Replaces the TXT records of a name. */
    static void publish(String name, String... texts) {
        RECORDS.put(name, List.of(texts));
    }

    @Override
    public Map<String, String> start() {
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        return Map.of(
                "lopez.organizations.dns.host",
                InetAddress.getLoopbackAddress().getHostAddress(),
                "lopez.organizations.dns.port",
                Integer.toString(port),
                "lopez.organizations.dns.timeout",
                "PT1S");
    }

    @Override
    public void stop() {
        loop.shutdownGracefully();
    }

    private static final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String name = question.name().substring(0, question.name().length() - 1);
            if (name.endsWith(SILENT)) {
                return;
            }
            List<String> texts = RECORDS.get(name);
            var answer = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            answer.setCode(texts == null ? DnsResponseCode.NXDOMAIN : DnsResponseCode.NOERROR);
            answer.addRecord(
                    DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type(), question.dnsClass()));
            if (texts != null && question.type().equals(DnsRecordType.TXT)) {
                texts.forEach(text -> answer.addRecord(DnsSection.ANSWER, txt(question.name(), text)));
            }
            context.writeAndFlush(answer);
        }

        private static DefaultDnsRawRecord txt(String name, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new DefaultDnsRawRecord(
                    name, DnsRecordType.TXT, 60, Unpooled.wrappedBuffer(new byte[] {(byte) bytes.length}, bytes));
        }
    }
}
