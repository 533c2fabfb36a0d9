# NAVER Cloud Outbound Mailer, as its Domain Management page describes it.

[service]
name = NAVER Cloud Outbound Mailer
title = Services > Application Services > Cloud Outbound Mailer > Domain Management
page = https://www.ncloud.com/product/applicationService/cloudOutboundMailer
token-prefix = ncp-verify
include = email.ncloud.com
# The envelope domain of the service's own mail is not documented.
bounce =
dkim-bits = 2048
# Domains registered on or before this day, by the calendar as written, sign with the old selector.
legacy-selector = mailer
legacy-until = 2024-11-07

[selectors]
public-kr = ncpcompubkr
public-jp = ncpcompubjpn
public-sg = ncpcompubsgn
financial = ncpcomfin
government = ncpcomgov

# Nobody may register these, nor anything below them.
[blocked]
domain = naver.com
domain = navercorp.com
domain = ncloud.com
