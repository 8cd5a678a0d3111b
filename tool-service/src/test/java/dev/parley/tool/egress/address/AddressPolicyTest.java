package dev.parley.tool.egress.address;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    /** The registries as IANA writes them, with the multicast and reserved blocks. */
    private static final String[] IPV4_REGISTRY = {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"
    };

    /** Without the mapped ones: Java makes IPv4 addresses of them, so they are judged as those. */
    private static final String[] IPV6_REGISTRY = {
        "::1/128",
        "::/128",
        "64:ff9b:1::/48",
        "100::/64",
        "100:0:0:1::/64",
        "2001::/23",
        "2001::/32",
        "2001:1::1/128",
        "2001:2::/48",
        "2001:3::/32",
        "2001:4:112::/48",
        "2001:10::/28",
        "2001:20::/28",
        "2001:30::/28",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "::/96"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "198.18.0.1",
                "240.0.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "172.31.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::7f00:1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "2002:7f00:1::",
                "2002:808:808::",
                "2001:0:808:808::1",
                "1000::1",
                "4000::1"
            })
    void refusesWhatIsNotThePublicInternet(String address) {
        assertFalse(AddressPolicy.isPublic(InetAddress.ofLiteral(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:200::1",
                "3ffe:ffff::1",
                "64:ff9b::808:808"
            })
    void allowsThePublicInternet(String address) {
        assertTrue(AddressPolicy.isPublic(InetAddress.ofLiteral(address)), address);
    }

    @Property
    void refusesEveryAddressOfTheIpv4RegistryInAllItsClothes(
            @ForAll("ofTheIpv4Registry") byte[] address) throws UnknownHostException {
        assertFalse(AddressPolicy.isPublic(InetAddress.getByAddress(address)));
        assertFalse(isPublic(embedded("00000000000000000000ffff", address, "")));
        assertFalse(isPublic(embedded("000000000000000000000000", address, "")));
        assertFalse(isPublic(embedded("0064ff9b0000000000000000", address, "")));
        assertFalse(isPublic(embedded("0064ff9b0001000000000000", address, "")));
        assertFalse(isPublic(embedded("2002", address, "00000000000000000001")));
        assertFalse(isPublic(embedded("20010000", address, "0000000000000001")));
    }

    @Property
    void refusesEveryAddressOfTheIpv6Registry(@ForAll("ofTheIpv6Registry") byte[] address)
            throws UnknownHostException {
        assertFalse(isPublic(address));
    }

    @Property
    void refusesEveryIpv6AddressOutsideOfGlobalUnicast(@ForAll("anyIpv6") byte[] address)
            throws UnknownHostException {
        Assume.that((address[0] & 0xE0) != 0x20);
        Assume.that(!(address[0] == 0 && address[1] == 0x64));
        assertFalse(isPublic(address));
    }

    @Property
    void allowsEveryOtherIpv4Address(@ForAll("anyIpv4") byte[] address)
            throws UnknownHostException {
        Assume.that(Arrays.stream(IPV4_REGISTRY).noneMatch(cidr -> isIn(cidr, address)));
        Assume.that(!isIn("168.63.129.16/32", address));
        assertTrue(AddressPolicy.isPublic(InetAddress.getByAddress(address)));
        assertTrue(isPublic(embedded("0064ff9b0000000000000000", address, "")));
    }

    @Property
    void allowsEveryOtherGlobalUnicastIpv6Address(@ForAll("anyIpv6") byte[] address)
            throws UnknownHostException {
        address[0] = (byte) ((address[0] & 0x1F) | 0x20);
        Assume.that(Arrays.stream(IPV6_REGISTRY).noneMatch(cidr -> isIn(cidr, address)));
        assertTrue(isPublic(address));
    }

    @Provide
    Arbitrary<byte[]> ofTheIpv4Registry() {
        return Arbitraries.of(IPV4_REGISTRY).flatMap(AddressPolicyTest::within);
    }

    @Provide
    Arbitrary<byte[]> ofTheIpv6Registry() {
        return Arbitraries.of(IPV6_REGISTRY).flatMap(AddressPolicyTest::within);
    }

    @Provide
    Arbitrary<byte[]> anyIpv4() {
        return within("0.0.0.0/0");
    }

    @Provide
    Arbitrary<byte[]> anyIpv6() {
        return within("::/0");
    }

    private static boolean isPublic(byte[] address) throws UnknownHostException {
        return AddressPolicy.isPublic(InetAddress.getByAddress(address));
    }

    /** Any address of a network, its first and last ones often. By numbers, unlike the code. */
    private static Arbitrary<byte[]> within(String cidr) {
        int length = length(cidr);
        BigInteger hosts = BigInteger.TWO.pow(length * 8 - bits(cidr)).subtract(BigInteger.ONE);
        return Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, hosts)
                .withDistribution(RandomDistribution.uniform())
                .edgeCases(edges -> edges.add(BigInteger.ZERO, hosts))
                .map(host -> bytes(network(cidr).add(host), length));
    }

    private static boolean isIn(String cidr, byte[] address) {
        if (length(cidr) != address.length) {
            return false;
        }
        int shift = address.length * 8 - bits(cidr);
        return new BigInteger(1, address).shiftRight(shift).equals(network(cidr).shiftRight(shift));
    }

    private static int length(String cidr) {
        return cidr.indexOf(':') < 0 ? 4 : 16;
    }

    private static int bits(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static BigInteger network(String cidr) {
        String first = cidr.substring(0, cidr.indexOf('/'));
        return new BigInteger(1, InetAddress.ofLiteral(first).getAddress());
    }

    private static byte[] embedded(String before, byte[] address, String after) {
        String hex = String.format("%08x", new BigInteger(1, address));
        return bytes(new BigInteger(before + hex + after, 16), 16);
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] digits = number.toByteArray();
        int count = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - count, bytes, length - count, count);
        return bytes;
    }
}
