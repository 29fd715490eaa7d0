#!/usr/bin/perl
# hours.pl: lines of START <tab> SECONDS (epoch seconds) answered by CPAN's
# Business::Hours, Monday to Friday 09:00-18:00 UTC: what tk-cal due does.
use strict;
use warnings;
use Business::Hours;

my $hours = Business::Hours->new;
$hours->business_hours(
	map { $_ => { Name => $_, Start => $_ % 6 ? '09:00' : undef, End => $_ % 6 ? '18:00' : undef } } 0 .. 6);
$hours->holidays('01-01', '12-25');
while (my $line = <STDIN>) {
	chomp $line;
	my ($start, $seconds) = split /\t/, $line;
	print $hours->add_seconds($start, $seconds), "\n";
}
