#!/usr/bin/perl
# open-tun.pl DEVICE ADDRESS/PREFIX [NAME=VALUE...] PROGRAM [ARGUMENT...]
#
# Makes the TUN device DEVICE in this process' own network namespace, gives the kernel ADDRESS on it, and
# becomes PROGRAM, which finds the number of the device's open descriptor in the environment as TUN_FD. A read
# gives one IP packet that the kernel sends, a write hands it one. NAME=VALUE sets net.ipv4.NAME of this namespace; where a
# container does not let that be written, the kernel's default holds.
#
# Exit 77: this host has no TUN device or does not allow it. Run it by `unshare -n` (as another user than root
# `unshare -r -n`): it refuses to touch the network namespace that it was started from.
use strict;
use warnings;
use Fcntl;

use constant {
    TUNSETIFF  => 0x400454ca,
    IFF_TUN    => 0x0001,
    IFF_NO_PI  => 0x1000,
    NOT_HERE   => 77,
};

sub not_here { print STDERR "open-tun.pl: $_[0]\n"; exit NOT_HERE }

my ($device, $address, @program) = @ARGV;
my %settings;
while (@program && $program[0] =~ /^(\w+)=(\d+)$/) { $settings{$1} = $2; shift @program }
die "usage: open-tun.pl DEVICE ADDRESS/PREFIX [NAME=VALUE...] PROGRAM [ARGUMENT...]\n" unless @program;

my $own = readlink '/proc/self/ns/net';
my $outer = readlink '/proc/' . getppid() . '/ns/net';
die "open-tun.pl: not in a network namespace of its own; start it by: unshare -n perl $0 ...\n"
    if !defined $own || (defined $outer && $own eq $outer);

# Descriptors up to $^F are handed on to PROGRAM.
$^F = 1023;
sysopen my $tun, '/dev/net/tun', O_RDWR or not_here("cannot open /dev/net/tun: $!");
my $request = pack 'a16 S x22', $device, IFF_TUN | IFF_NO_PI;
ioctl $tun, TUNSETIFF, $request or not_here("cannot make $device: $!");

# IPv6 would send packets of its own into the device.
if (open my $ipv6, '>', "/proc/sys/net/ipv6/conf/$device/disable_ipv6") { print $ipv6 "1\n"; close $ipv6 }
for my $name (keys %settings) {
    if (open my $setting, '>', "/proc/sys/net/ipv4/$name") { print $setting "$settings{$name}\n"; close $setting }
}
for my $command (
    [qw(ip link set lo up)],
    ['ip', 'address', 'add', $address, 'dev', $device],
    ['ip', 'link', 'set', $device, 'up', 'mtu', '1500'],
) {
    system(@$command) == 0 or die "open-tun.pl: failed: @$command\n";
}

$ENV{TUN_FD} = fileno $tun;
exec { $program[0] } @program or die "open-tun.pl: cannot start $program[0]: $!\n";
