-- The tables of a new desk on PostgreSQL, written by tools/prepared_schema.py; read by prepared_schema.py.
-- migration contenttypes 0001_initial 35ed8489a147e0b4
-- migration contenttypes 0002_remove_content_type_name 7d36494075750f0e
-- migration auth 0001_initial 845cff319606332f
-- migration auth 0002_alter_permission_name_max_length feaf97e0e8f7d148
-- migration auth 0003_alter_user_email_max_length 9d5657b4db9872dc
-- migration auth 0004_alter_user_username_opts 9538db342c9a9bec
-- migration auth 0005_alter_user_last_login_null 79f60a35dc000fdd
-- migration auth 0006_require_contenttypes_0002 00cb16e3405f14b6
-- migration auth 0007_alter_validators_add_error_messages 115db87dc327530f
-- migration auth 0008_alter_user_username_max_length 02857f65f7d64814
-- migration auth 0009_alter_user_last_name_max_length 19a89500e7f108a7
-- migration auth 0010_alter_group_name_max_length 0963ed6498ac0b3a
-- migration auth 0011_update_proxy_permissions 85a5dde708dc4b61
-- migration auth 0012_alter_user_first_name_max_length 6cefbc9f80903763
-- migration accounts 0001_initial 797d8b6bee25cb0f
-- migration account 0001_initial 6f27ff6bdf57521a
-- migration account 0002_email_max_length c956ab7a3c3660a1
-- migration account 0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- migration account 0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- migration account 0005_emailaddress_idx_upper_email e7569f1662da1754
-- migration account 0006_emailaddress_lower 54adb08cb3fba66b
-- migration account 0007_emailaddress_idx_email 87fad70bfde8ae29
-- migration account 0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- migration account 0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- migration registry 0001_initial e3f138efe485851d
-- migration registry 0002_calendar 3ab54e48b2632403
-- migration registry 0003_total_orders b3c1cb7c029a29cd
-- migration registry 0004_facts 37f960a022911d13
-- migration registry 0005_facts_of_before fc5980dc4991a596
-- migration registry 0006_focus_and_route_are_facts 0ddc7ac033cc5c7f
-- migration networks 0001_initial 3372cf668ed4e711
-- migration consultations 0001_initial 0432997657a16681
-- migration proposals 0001_initial fcf25ca3a7460508
-- migration proposals 0002_letter aa8f878dcb1dfb27
-- migration proposals 0003_numbered ba111d933b5f0712
-- migration proposals 0004_arranging 987c638f5423ed9f
-- migration consultations 0002_intake_headings 779084f325573e5f
-- migration consultations 0003_comment_at 4d6d86c1d5284dca
-- migration consultations 0004_stages_and_undo 4b6b2ce8550705c7
-- migration consultations 0005_groups_by_size e44b1bb89de7bdc1
-- migration consultations 0006_dropped_drafts 2e1046703518d1d2
-- migration consultations 0007_own_eids 789fa73e8625f9f7
-- migration consultations 0008_name_units 06f1411af2ad7887
-- migration proposals 0005_name_units bc9883a6f9716ee2
-- migration proposals 0006_total_orders 55c859eded739fc6
-- migration proposals 0007_proposal_versions 1ed36e2df6fb9591
-- migration proposals 0008_outcomes_go 8cf53ff5f0baefb9
-- migration personal 0001_initial a6971e04169da394
-- migration personal 0002_remnants 6caf1ec52e68ab15
-- migration wagtailcore 0001_squashed_0016_change_page_url_path_to_text_field 938f305a9f38612d
-- migration wagtailcore 0017_change_edit_page_permission_description ccd71ad6211dc9ea
-- migration wagtailcore 0018_pagerevision_submitted_for_moderation_index 9c84c8a317432983
-- migration wagtailcore 0019_verbose_names_cleanup dd647daad29c8ff0
-- migration wagtailcore 0020_add_index_on_page_first_published_at a6bee4fe81de1087
-- migration wagtailcore 0021_capitalizeverbose afd18f829eae58d3
-- migration wagtailcore 0022_add_site_name 24b2b9b04106c8ff
-- migration wagtailcore 0023_alter_page_revision_on_delete_behaviour 757de219a5895b45
-- migration wagtailcore 0024_collection fcdfe156ab59adbb
-- migration wagtailcore 0025_collection_initial_data 299d294b4dcf5997
-- migration wagtailcore 0026_group_collection_permission c164f30fd7bbd892
-- migration wagtailcore 0027_fix_collection_path_collation f6c14ff3972d5c7d
-- migration wagtailcore 0024_alter_page_content_type_on_delete_behaviour 81599e333a45b26c
-- migration wagtailcore 0028_merge c3a7c3972fd9a85c
-- migration wagtailcore 0029_unicode_slugfield_dj19 002cf4f07e5119fb
-- migration wagtailcore 0030_index_on_pagerevision_created_at d2a6d2c2cf713373
-- migration wagtailcore 0031_add_page_view_restriction_types 9a49c448c2d89307
-- migration wagtailcore 0032_add_bulk_delete_page_permission 549175d715c672b6
-- migration wagtailcore 0033_remove_golive_expiry_help_text aa4d91586ada762c
-- migration wagtailcore 0034_page_live_revision d650388923d2e80e
-- migration wagtailcore 0035_page_last_published_at 54d0d7e199f39d02
-- migration wagtailcore 0036_populate_page_last_published_at 5ca7b8c7b2ee598e
-- migration wagtailcore 0037_set_page_owner_editable 4d500a6059471851
-- migration wagtailcore 0038_make_first_published_at_editable 5a987c60fe3a1ee9
-- migration wagtailcore 0039_collectionviewrestriction df7d95a80ca958ce
-- migration wagtailcore 0040_page_draft_title 4c6c9eefd5e9ccd1
-- migration wagtailcore 0041_group_collection_permissions_verbose_name_plural 71b468024ec4733b
-- migration wagtailcore 0042_index_on_pagerevision_approved_go_live_at 2cbafdbb2ea429b4
-- migration wagtailcore 0043_lock_fields ed3b4350910be05f
-- migration wagtailcore 0044_add_unlock_grouppagepermission afe9599444e9fade
-- migration wagtailcore 0045_assign_unlock_grouppagepermission cf179eed03b8e6d2
-- migration wagtailcore 0046_site_name_remove_null 9888cafb23286c1d
-- migration wagtailcore 0047_add_workflow_models 2048996916614d0d
-- migration wagtailcore 0048_add_default_workflows af78db1d42f61524
-- migration wagtailcore 0049_taskstate_finished_by f5f2bca3716c52d8
-- migration wagtailcore 0050_workflow_rejected_to_needs_changes 5c0cdb9025c34923
-- migration wagtailcore 0051_taskstate_comment 0e10a5d370d68cf0
-- migration wagtailcore 0052_pagelogentry 2464223600985305
-- migration wagtailcore 0053_locale_model bfd6fba56a11a9f0
-- migration wagtailcore 0054_initial_locale 94122ab10b32b608
-- migration wagtailcore 0055_page_locale_fields 0bfa4f4932b7ff3e
-- migration wagtailcore 0056_page_locale_fields_populate a5cfb4f23860f576
-- migration wagtailcore 0057_page_locale_fields_notnull 8cb584fc83fac322
-- migration wagtailcore 0058_page_alias_of 478581f22c8083ef
-- migration wagtailcore 0059_apply_collection_ordering 36d535fa96a194a5
-- migration wagtailcore 0060_fix_workflow_unique_constraint 883117a3b45cf863
-- migration wagtailcore 0061_change_promote_tab_helpt_text_and_verbose_names f303f2415229c5ad
-- migration wagtailcore 0062_comment_models_and_pagesubscription 0704ed51a560bac7
-- migration wagtailcore 0063_modellogentry 7f67fc0f5c40fecf
-- migration wagtailcore 0064_log_timestamp_indexes ee7bad344df803c8
-- migration wagtailcore 0065_log_entry_uuid a5b71e830e641059
-- migration wagtailcore 0066_collection_management_permissions dfc28f96014d8412
-- migration wagtailcore 0067_alter_pagerevision_content_json 2ab4c77f237f7afd
-- migration wagtailcore 0068_log_entry_empty_object c5e51c974fdcb28a
-- migration wagtailcore 0069_log_entry_jsonfield 70b22160eb859fe4
-- migration wagtail_localize 0001_initial 17c92ef7d8ee4eba
-- migration wagtailcore 0070_rename_pagerevision_revision 2f27c5b8f8cf9bc6
-- migration wagtailcore 0071_populate_revision_content_type e8fcd9b84549ac4b
-- migration wagtailcore 0072_alter_revision_content_type_notnull 89429dea4c3c5e04
-- migration wagtailcore 0073_page_latest_revision e6c6f3c351387866
-- migration wagtailcore 0074_revision_object_str 3e57999ac0b3d7a3
-- migration wagtailcore 0075_populate_latest_revision_and_revision_object_str c0d75b90900888d7
-- migration wagtailcore 0076_modellogentry_revision f94bb2161f570155
-- migration wagtailcore 0077_alter_revision_user 6b2de9b98a82f11d
-- migration wagtailcore 0078_referenceindex 501b9d4ff7aa3aad
-- migration wagtailcore 0079_rename_taskstate_page_revision 033f1da052468765
-- migration wagtailcore 0080_generic_workflowstate 9c1c523444a78dc6
-- migration wagtailcore 0081_populate_workflowstate_content_type 3f2c80e824b0527c
-- migration wagtailcore 0082_alter_workflowstate_content_type_notnull 017c8b764cca1872
-- migration wagtailcore 0083_workflowcontenttype e480780558060769
-- migration wagtailcore 0084_add_default_page_permissions 6533eff609740444
-- migration wagtailcore 0085_add_grouppagepermission_permission 14255d76b2debbc9
-- migration wagtailcore 0086_populate_grouppagepermission_permission bd8b17615a7ecca2
-- migration wagtailcore 0087_alter_grouppagepermission_unique_together_and_more 9f5bcc927b35ce33
-- migration wagtailcore 0088_fix_log_entry_json_timestamps e5afc01f4a8cd17f
-- migration wagtailcore 0089_log_entry_data_json_null_to_object 06c80b0a050ecdcb
-- migration wagtailcore 0090_remove_grouppagepermission_permission_type 281e571eb78905c2
-- migration wagtailcore 0091_remove_revision_submitted_for_moderation 66f520f7ab7205fc
-- migration wagtailcore 0092_alter_collectionviewrestriction_password_and_more 44955a20f45f77e0
-- migration wagtailcore 0093_uploadedfile c02885138ca13372
-- migration wagtailcore 0094_alter_page_locale 14d6c54cae836d6d
-- migration wagtailcore 0095_groupsitepermission 578cbf14db2f7eb4
-- migration wagtailcore 0096_referenceindex_referenceindex_source_object_and_more 94d1cc9527502c49
-- migration wagtailcore 0097_baselogentry_uuid_action_timestamp_indexes 038c7d89861a592d
-- migration wagtailcore 0098_apitoken 591ddb5d33ebf911
-- migration pages 0001_initial cf1b8183703bb80b
-- migration outcomes 0001_initial 6ec91e8fed86427f
-- migration consultations 0009_kept_apart d6a95ef9b551e060
-- migration consultations 0010_published_votes 6abe34a5354ac5dc
-- migration accounts 0002_mails 64fb9731e47c00eb
-- migration accounts 0003_acts_of_a_consultation 988b0ca441cde319
-- migration consultations 0011_nobody_named 4bc063003bf69785
-- migration consultations 0012_one_vote_per_organisation 3a5abe4db71cbda8
-- migration consultations 0013_total_orders f82a672e735d7d4d
-- migration accounts 0004_total_orders da597db16a5a8c45
-- migration consultations 0014_no_order_of_votes b1d5bc5b25547102
-- migration sessions 0001_initial 2aa438e2393ee513
-- migration mfa 0001_initial a42b6353f2ed5dd7
-- migration mfa 0002_authenticator_timestamps b6566eb07301e2e4
-- migration mfa 0003_authenticator_type_uniq 88550a456154080c
-- migration accounts 0005_locks db10031a47019a3b
-- migration accounts 0006_proved_devices 6d150e6e6c47020e
-- migration accounts 0007_record_and_mails_leave b104545a301a169c
-- migration notifications 0001_initial 64b24d01f8f32bbb
-- migration notifications 0002_notices f7064ba3365590be
-- migration networks 0002_total_orders a92ac22e710e0ac5
-- migration networks 0003_invitations_by_hash ceaf8f9ff8e183b1
-- migration networks 0004_memberships_are_facts 4da8764ad0c262c4
-- migration networks 0005_membership_of_today bf5ab3d9b0e1e8d2
-- migration ledger 0001_initial cfa617b62de76a13
-- migration ledger 0002_no_key_upward 364bc2023ffd4cfe
-- migration consultations 0015_earlier_words 50d340686b4670df
-- migration consultations 0016_understood 14794ae275756332
-- migration consultations 0017_witness 3b89340cc2d35a81
-- migration consultations 0018_map_counts baa72d697db3eb4c
-- migration consultations 0019_map_placing ba0dd23e2c472478
-- migration consultations 0020_job_subjects f05656525aa85bfa
-- migration consultations 0021_jobs_leave c113fdec46e8236e
-- migration consultations 0022_laws_leave 9042abcc79f016bc
-- migration laws 0001_initial c178102bca03e9cf
-- migration jobs 0001_initial ed696fa9e8cd14fe
-- migration consultations 0023_laws_left ef7c09a16433a87d
-- migration consultations 0024_intake_receipts 3afba92eca354897
-- migration audit 0001_initial b671479108d87da3
-- migration accounts 0008_notices 2e724e239574e10f
-- migration accounts 0009_field_names 09d578db3261ef9c
-- migration accounts 0010_machines 78ca2b46dffa2d45
-- migration api 0001_initial ea5822e2780622f8
-- migration audit 0002_field_names aa73256047880d1f
-- migration registry 0007_file_imports ec7aef0e6ea41ce2
-- migration registry 0008_found_and_sorted 5bdc5bd15b31861b
-- migration registry 0009_logos 21f803e338ac5eff
-- migration registry 0010_large_files d38ec7754827f1ef
-- migration consultations 0025_field_names 65c478e8fc58c754
-- migration consultations 0026_voting_day e2381b1565a8a512
-- migration consultations 0027_group_names 669470b0663a6673
-- migration consultations 0028_kept_grouping 5e403af945934e4f
-- migration consultations 0029_arriving_files c6c65e2925ea4547
-- migration consultations 0030_fewer_indexes 98d437d18ee5e4a6
-- migration directory 0001_initial 4f4fedbdc527ef74
-- migration django_tasks_database 0001_initial cf812b2fc6a74045
-- migration django_tasks_database 0002_alter_dbtaskresult_options 64089e9ab4b601be
-- migration django_tasks_database 0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at 70aca531cfdec5a6
-- migration django_tasks_database 0004_dbtaskresult_started_at 6a2df89c09660a47
-- migration django_tasks_database 0005_alter_dbtaskresult_priority_and_more 7620e78cb4ea2bef
-- migration django_tasks_database 0006_alter_dbtaskresult_args_kwargs_and_more 1df8a72be81de333
-- migration django_tasks_database 0007_add_separate_results_fields 5a2bcd56bbf250fd
-- migration django_tasks_database 0008_separate_results_field 70bebf6c70a525ea
-- migration django_tasks_database 0009_remove_results_field 5f3794029968d300
-- migration django_tasks_database 0010_alter_dbtaskresult_status b78d0ee8642c2ac7
-- migration django_tasks_database 0011_rename_complete_status 06c588d077968906
-- migration django_tasks_database 0012_add_separate_exception_fields 91e47c25219e7502
-- migration django_tasks_database 0013_separate_exception_fields bf4b6c5e8befb7fe
-- migration django_tasks_database 0014_remove_dbtaskresult_exception_data 7358598390935d3f
-- migration django_tasks_database 0015_correctly_order_run_after c445a528a79c2706
-- migration django_tasks_database 0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more b21812d340c4c029
-- migration django_tasks_database 0017_dbtaskresult_metadata 6ddbf92d0402a793
-- migration django_tasks_database 0018_rename_succeeded_status 49ab041400c46592
-- migration django_tasks_database 0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more 65bb5c3a5f49b6b7
-- migration django_tasks_database 0020_update_db_task_result_ordering cc08d41b5513f451
-- migration django_tasks_database 0021_conditional_partial_index_ordering b1d0d1b44619912b
-- migration networks 0006_field_names a4ff60bed900cf3f
-- migration initiatives 0001_initial c52fd0e47127007d
-- migration initiatives 0002_inquiries 8ae94d89500ce5a1
-- migration jobs 0002_field_names dcbeb1e503ff30e6
-- migration laws 0002_field_names 7ef3c33655c2a58e
-- migration laws 0003_drafts_written_here be5117985795a14d
-- migration laws 0004_words_of_new_provisions 84cc32df32fe2554
-- migration ledger 0003_exchanges_and_threads 7b4167de1dc60f6a
-- migration ledger 0004_old_chain 1b3269c4a409ae69
-- migration ledger 0005_figures c2725f7d4ecc388d
-- migration ledger 0006_holders edf4f18933302fcb
-- migration ledger 0007_taken_back f8488ac2de054977
-- migration ledger 0008_register_steps b5154130728f39af
-- migration networks 0007_two_sides 2795f8a3544a2214
-- migration networks 0008_coordinations da16a175f923658b
-- migration networks 0009_former_names 060de23702c4198b
-- migration notifications 0003_field_names 7ce3214863ee0892
-- migration notifications 0004_following e32e5b6176c06e1c
-- migration operations 0001_machines 375f7285607555d1
-- migration proposals 0009_field_names 062884fa7c60ed84
-- migration proposals 0010_suggestion_translations aa48ba389d09bfa4
-- migration outcomes 0002_field_names 745c5deda40b28f7
-- migration outcomes 0003_passages_translated 1f1ea7fa8367b88f
-- migration outcomes 0004_handovers 4c94d4188c70afc3
-- migration taggit 0001_initial 99ca62a055c530c7
-- migration taggit 0002_auto_20150616_2121 9db9f38747553183
-- migration taggit 0003_taggeditem_add_unique_index 8d474ef8ec122e51
-- migration taggit 0004_alter_taggeditem_content_type_alter_taggeditem_tag f9d1464ef1c663da
-- migration taggit 0005_auto_20220424_2025 0ff3cb6796cf52fb
-- migration taggit 0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx 7e6afc35e33e1db0
-- migration research 0001_initial 558c8730d88dd595
-- migration pages 0002_site 49df9b8defe567bb
-- migration pages 0003_tags_in_order 25b0cff9e027616e
-- migration pages 0004_pictures_and_imports 4601c01766e54e5d
-- migration pages 0005_campaign_blocks 802e2eea07ab2a91
-- migration personal 0003_field_names 8f4709eb1be135d8
-- migration proposals 0011_forwarding 3b63c3fe5976c853
-- migration returns 0001_initial d566eac81961db68
-- migration returns 0002_saved_from 1f6227176d7fadcd
-- migration returns 0003_asked_and_tables 6e93b03acc6bd14e
-- migration returns 0004_asked_of_before dfa9053b917e97b8
-- migration wagtail_localize 0002_translation b0456abc26126b55
-- migration wagtail_localize 0003_delete_translation_sources 9ac002df3b24cccb
-- migration wagtail_localize 0004_one_source_per_objectlocale 1e14c5183bebaba8
-- migration wagtail_localize 0005_remove_translationsource_object d70bafbed5592bce
-- migration wagtail_localize 0006_create_submit_translation_permission 50a77d745691eb6d
-- migration wagtail_localize 0007_stringtranslation_type_and_tool_name 78e44c46207807f2
-- migration wagtail_localize 0008_stringtranslation_last_translated_by 45d6099a4586a7a8
-- migration wagtail_localize 0009_stringtranslation_errors af97105e6a4c2629
-- migration wagtail_localize 0010_overridablesegment 50e535f4e04318b5
-- migration wagtail_localize 0011_segmentoverride f9d4ec601a17a1d9
-- migration wagtail_localize 0012_localesynchronization f41cc7d33d15fdce
-- migration wagtail_localize 0013_translationsource_schema_version 49d4817b18e78723
-- migration wagtail_localize 0014_remove_translation_source_last_updated_at f06a9059edd1eecc
-- migration wagtail_localize 0015_translationcontext_field_path 9e6b7e98d8945f38
-- migration wagtail_localize 0016_rename_page_revision_translationlog_revision 22df2c740554aaa2
-- migration wagtailadmin 0001_create_admin_access_permissions fcbe05ca0d60a8ea
-- migration wagtailadmin 0002_admin 1e2a4c541e9ab35b
-- migration wagtailadmin 0003_admin_managed 620fc672b343ac4e
-- migration wagtailadmin 0004_editingsession 7b870aaf0095ce75
-- migration wagtailadmin 0005_editingsession_is_editing 2366578b652bd350
-- migration wagtailadmin 0006_formstate 1188fcdbffa104cf
-- migration wagtaildocs 0001_initial a6847d3092006d3a
-- migration wagtaildocs 0002_initial_data 9cc33694f10ce040
-- migration wagtaildocs 0003_add_verbose_names 2ee10fdad320f232
-- migration wagtaildocs 0004_capitalizeverbose 4651d6a0b6ce05dc
-- migration wagtaildocs 0005_document_collection 81f9c182c531bff3
-- migration wagtaildocs 0006_copy_document_permissions_to_collections 48117f735ebe3b6e
-- migration wagtaildocs 0005_alter_uploaded_by_user_on_delete_action 95ba0c8e03bd5cf6
-- migration wagtaildocs 0007_merge d479b02a6ffa0af1
-- migration wagtaildocs 0008_document_file_size cc62bdd440414b23
-- migration wagtaildocs 0009_document_verbose_name_plural 4d3a685a9446d3b7
-- migration wagtaildocs 0010_document_file_hash 80687d1b5b7ba780
-- migration wagtaildocs 0011_add_choose_permissions e5a96a131812b02f
-- migration wagtaildocs 0012_uploadeddocument 8c60f611a5d5d4da
-- migration wagtaildocs 0013_delete_uploadeddocument da2f6d9b8afee4f9
-- migration wagtaildocs 0014_alter_document_file_size 4ea1c485f5c6157d
-- migration wagtailembeds 0001_initial 4cda337581731d86
-- migration wagtailembeds 0002_add_verbose_names 3c0f0925d46fb6ca
-- migration wagtailembeds 0003_capitalizeverbose c31c4986c199c486
-- migration wagtailembeds 0004_embed_verbose_name_plural 6698f3fe91fefeb4
-- migration wagtailembeds 0005_specify_thumbnail_url_max_length a87ca7d4f74872b6
-- migration wagtailembeds 0006_add_embed_hash e8767b3cb307d89d
-- migration wagtailembeds 0007_populate_hash 40f72d1536da7080
-- migration wagtailembeds 0008_allow_long_urls 1dbd0da67e098e27
-- migration wagtailembeds 0009_embed_cache_until d5bd3a7251f5245d
-- migration wagtailforms 0001_initial 49838b601217621c
-- migration wagtailforms 0002_add_verbose_names 4c71aa6dd891f2ec
-- migration wagtailforms 0003_capitalizeverbose 604de6dcb1716ea1
-- migration wagtailforms 0004_add_verbose_name_plural 930df4b312d91578
-- migration wagtailforms 0005_alter_formsubmission_form_data 037911a825daff6b
-- migration wagtailimages 0001_squashed_0021 daed4ad0904d5f2f
-- migration wagtailimages 0022_uploadedimage 9793ee6186278181
-- migration wagtailimages 0023_add_choose_permissions 37f2b23c43135be6
-- migration wagtailimages 0024_index_image_file_hash c204e1dbef4c5549
-- migration wagtailimages 0025_alter_image_file_alter_rendition_file bba3a6ba48a00247
-- migration wagtailimages 0026_delete_uploadedimage 7035d27dab2f3775
-- migration wagtailimages 0027_image_description 621fef7dd6855f02
-- migration wagtailredirects 0001_initial aa1e98ddab8a5d1b
-- migration wagtailredirects 0002_add_verbose_names 6ad4f6047285e382
-- migration wagtailredirects 0003_make_site_field_editable 8140fdb4e944cc0e
-- migration wagtailredirects 0004_set_unique_on_path_and_site c38947febcf2153d
-- migration wagtailredirects 0005_capitalizeverbose 7d22e7038deb74ad
-- migration wagtailredirects 0006_redirect_increase_max_length 8bd866d61544c871
-- migration wagtailredirects 0007_add_autocreate_fields f2f08cd09dba22de
-- migration wagtailredirects 0008_add_verbose_name_plural 2597a885595295dd
-- migration wagtailsearch 0001_initial 93148b99b95c2b39
-- migration wagtailsearch 0002_add_verbose_names 3c72290f71b53cbb
-- migration wagtailsearch 0003_remove_editors_pick 60dede9f42ba836c
-- migration wagtailsearch 0004_querydailyhits_verbose_name_plural 79bf566c7724381b
-- migration wagtailsearch 0005_create_indexentry 2ef478982beaadf1
-- migration wagtailsearch 0006_customise_indexentry 072b86ec4468c82b
-- migration wagtailsearch 0007_delete_editorspick 49417cfd296b2e60
-- migration wagtailsearch 0008_remove_query_and_querydailyhits_models 34205d79c48af0ae
-- migration wagtailsearch 0009_remove_ngram_autocomplete 0cc43abf34455183
-- migration wagtailsearch 0010_add_text_fields c56cd3498aaa9368
-- migration wagtailusers 0001_initial 45a8c1ec67422390
-- migration wagtailusers 0002_add_verbose_name_on_userprofile 2a4c434837ee5c9c
-- migration wagtailusers 0003_add_verbose_names 9590c0e99d195868
-- migration wagtailusers 0004_capitalizeverbose 327e5a4b51ff493d
-- migration wagtailusers 0005_make_related_name_wagtail_specific 45dfa0294cdd846e
-- migration wagtailusers 0006_userprofile_prefered_language 636c4e036df13cd0
-- migration wagtailusers 0007_userprofile_current_time_zone 435fd383a877469f
-- migration wagtailusers 0008_userprofile_avatar 2ee737254928fc2a
-- migration wagtailusers 0009_userprofile_verbose_name_plural ca8286fe2e29e576
-- migration wagtailusers 0010_userprofile_updated_comments_notifications 97033bd05c0811a3
-- migration wagtailusers 0011_userprofile_dismissibles b6381984386e17fb
-- migration wagtailusers 0012_userprofile_theme fb079398fa7eddf6
-- migration wagtailusers 0013_userprofile_density 934baa45fe42a41a
-- migration wagtailusers 0014_userprofile_contrast 3f44752ffd8d5c2f
-- migration wagtailusers 0015_userprofile_keyboard_shortcuts b861c0bc6f5a7a98
CREATE TABLE account_emailaddress ( id integer NOT NULL, email character varying(254) NOT NULL, verified boolean NOT NULL, "primary" boolean NOT NULL, user_id bigint NOT NULL );
ALTER TABLE account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME account_emailaddress_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE account_emailconfirmation ( id integer NOT NULL, created timestamp with time zone NOT NULL, sent timestamp with time zone, key character varying(64) NOT NULL, email_address_id integer NOT NULL );
ALTER TABLE account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME account_emailconfirmation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE audit_auditentry ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, verb character varying(60) NOT NULL, thing character varying(60) NOT NULL, thing_id character varying(60) NOT NULL, details jsonb NOT NULL, actor_id bigint, consultation bigint, is_private boolean NOT NULL );
ALTER TABLE audit_auditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_act_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE accounts_device ( id bigint NOT NULL, proof character varying(64) NOT NULL, created_at timestamp with time zone NOT NULL, last_seen_at timestamp with time zone NOT NULL, user_id bigint NOT NULL, is_proved boolean NOT NULL );
ALTER TABLE accounts_device ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_device_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE accounts_guess ( who character varying(64) NOT NULL, expires_at timestamp with time zone NOT NULL );
CREATE TABLE notifications_mail ( id bigint NOT NULL, key uuid NOT NULL, email character varying(254) NOT NULL, language character varying(10) NOT NULL, kind character varying(30) NOT NULL, about jsonb NOT NULL, occasion character varying(100) NOT NULL, wish character varying(10) NOT NULL, state character varying(10) NOT NULL, created_at timestamp with time zone NOT NULL, due_at timestamp with time zone NOT NULL, attempts smallint NOT NULL, error character varying(300) NOT NULL, settled_at timestamp with time zone, person_id bigint, subject character varying(300) NOT NULL, url character varying(300) NOT NULL, CONSTRAINT accounts_mail_attempts_check CHECK ((attempts >= 0)), CONSTRAINT mail_has_a_recipient CHECK (((person_id IS NOT NULL) OR (NOT ((email)::text = ''::text)))) );
ALTER TABLE notifications_mail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_mail_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE accounts_requestcount ( who character varying(64) NOT NULL, times jsonb NOT NULL, expires_at timestamp with time zone NOT NULL );
CREATE TABLE accounts_session ( session_data text NOT NULL, expire_date timestamp with time zone NOT NULL, session_key character varying(64) NOT NULL, device bigint, browser character varying(20) NOT NULL, system character varying(20) NOT NULL, created_at timestamp with time zone NOT NULL, last_seen_at timestamp with time zone NOT NULL, user_id bigint );
CREATE TABLE accounts_user ( id bigint NOT NULL, password character varying(128) NOT NULL, last_login timestamp with time zone, is_superuser boolean NOT NULL, email character varying(254) NOT NULL, name character varying(120) NOT NULL, language character varying(10) NOT NULL, is_secretariat boolean NOT NULL, is_staff boolean NOT NULL, is_active boolean NOT NULL, date_joined timestamp with time zone NOT NULL, digest character varying(6) NOT NULL, digested_at timestamp with time zone NOT NULL, wants_reminders boolean NOT NULL, epoch integer NOT NULL, is_leading boolean NOT NULL, has_second_step boolean NOT NULL, second_step_required_at timestamp with time zone, unseen_notices integer NOT NULL, CONSTRAINT accounts_user_epoch_check CHECK ((epoch >= 0)), CONSTRAINT accounts_user_unseen_notices_check CHECK ((unseen_notices >= 0)) );
CREATE TABLE accounts_user_groups ( id bigint NOT NULL, user_id bigint NOT NULL, group_id integer NOT NULL );
ALTER TABLE accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_user_groups_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_user_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE accounts_user_user_permissions ( id bigint NOT NULL, user_id bigint NOT NULL, permission_id integer NOT NULL );
ALTER TABLE accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME accounts_user_user_permissions_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE api_delivery ( id bigint NOT NULL, topic character varying(40) NOT NULL, key character varying(120) NOT NULL, href character varying(300) NOT NULL, state character varying(8) NOT NULL, attempts smallint NOT NULL, due_at timestamp with time zone NOT NULL, status smallint, error character varying(20) NOT NULL, created_at timestamp with time zone NOT NULL, ended_at timestamp with time zone, webhook_id bigint NOT NULL, CONSTRAINT api_delivery_attempts_check CHECK ((attempts >= 0)), CONSTRAINT api_delivery_status_check CHECK ((status >= 0)) );
ALTER TABLE api_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME api_delivery_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE api_dump ( id bigint NOT NULL, name character varying(40) NOT NULL, begun_at timestamp with time zone NOT NULL, made_at timestamp with time zone, counts jsonb NOT NULL );
ALTER TABLE api_dump ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME api_dump_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE api_dumpfile ( id bigint NOT NULL, name character varying(80) NOT NULL, "table" character varying(40) NOT NULL, format character varying(8) NOT NULL, file character varying(200) NOT NULL, size bigint NOT NULL, sha256 character varying(64) NOT NULL, dump_id bigint NOT NULL, CONSTRAINT api_dumpfile_size_check CHECK ((size >= 0)) );
ALTER TABLE api_dumpfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME api_dumpfile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE api_token ( id bigint NOT NULL, name character varying(80) NOT NULL, digest character varying(64) NOT NULL, start character varying(12) NOT NULL, scopes jsonb NOT NULL, epoch integer NOT NULL, created_at timestamp with time zone NOT NULL, expires_at timestamp with time zone NOT NULL, used_at timestamp with time zone, revoked_at timestamp with time zone, user_id bigint NOT NULL, CONSTRAINT api_token_epoch_check CHECK ((epoch >= 0)) );
ALTER TABLE api_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME api_token_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE api_webhook ( id bigint NOT NULL, url character varying(500) NOT NULL, topics jsonb NOT NULL, secret text NOT NULL, created_at timestamp with time zone NOT NULL, told_until timestamp with time zone NOT NULL, given_up smallint NOT NULL, paused_at timestamp with time zone, user_id bigint NOT NULL, CONSTRAINT api_webhook_given_up_check CHECK ((given_up >= 0)) );
ALTER TABLE api_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME api_webhook_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE auth_group ( id integer NOT NULL, name character varying(150) NOT NULL );
ALTER TABLE auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME auth_group_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE auth_group_permissions ( id bigint NOT NULL, group_id integer NOT NULL, permission_id integer NOT NULL );
ALTER TABLE auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME auth_group_permissions_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE auth_permission ( id integer NOT NULL, name character varying(255) NOT NULL, content_type_id integer NOT NULL, codename character varying(100) NOT NULL );
ALTER TABLE auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME auth_permission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_arrivingfile ( id bigint NOT NULL, public_id uuid NOT NULL, file_name character varying(200) NOT NULL, size bigint NOT NULL, digests jsonb NOT NULL, digest character varying(64) NOT NULL, is_whole boolean NOT NULL, heard_at timestamp with time zone NOT NULL, consultation_id bigint NOT NULL, created_by_id bigint NOT NULL, organisation_id bigint );
ALTER TABLE consultations_arrivingfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_arrivingfile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_arrivingpart ( id bigint NOT NULL, number integer NOT NULL, file character varying(200) NOT NULL, arriving_id bigint NOT NULL, CONSTRAINT consultations_arrivingpart_number_check CHECK ((number >= 0)) );
ALTER TABLE consultations_arrivingpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_arrivingpart_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_comment ( id bigint NOT NULL, public_id uuid NOT NULL, state character varying(10) NOT NULL, is_private boolean NOT NULL, eid character varying(120) NOT NULL, unit character varying(120) NOT NULL, reference character varying(200) NOT NULL, quote text NOT NULL, text text NOT NULL, wording text NOT NULL, language character varying(10) NOT NULL, speaker character varying(200) NOT NULL, place character varying(200) NOT NULL, relation character varying(10) NOT NULL, submitted_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, author_id bigint, organisation_id bigint, consultation_id bigint NOT NULL, group_id bigint, intake_id bigint, earlier text NOT NULL, is_speaker_unknown boolean NOT NULL, "placing" character varying(8) NOT NULL );
ALTER TABLE consultations_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_comment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_comment_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE consultations_consultation ( id bigint NOT NULL, slug character varying(60) NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, intro_zh text NOT NULL, intro_en text NOT NULL, is_by_invitation boolean NOT NULL, stage character varying(14) NOT NULL, opens date, closes date, reply_due date, created_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, created_by_id bigint, initiator_id bigint, network_id bigint, draft_id bigint NOT NULL, enacted_id bigint, skips jsonb NOT NULL, voting_ended_at timestamp with time zone, voting_closes date );
ALTER TABLE consultations_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_consultation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_consultation_invited ( id bigint NOT NULL, consultation_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE consultations_consultation_invited ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_consultation_invited_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_decision ( id bigint NOT NULL, kind character varying(10) NOT NULL, comments jsonb NOT NULL, words text NOT NULL, created_at timestamp with time zone NOT NULL, undone_at timestamp with time zone, created_by_id bigint, consultation_id bigint NOT NULL );
ALTER TABLE consultations_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_decision_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_group ( id bigint NOT NULL, key character varying(40) NOT NULL, eid character varying(120) NOT NULL, name_zh character varying(200) NOT NULL, size integer NOT NULL, private integer NOT NULL, organisations integer NOT NULL, languages character varying(40) NOT NULL, aside text NOT NULL, consultation_id bigint NOT NULL, representative_id bigint, name_en character varying(200) NOT NULL, CONSTRAINT consultations_group_organisations_check CHECK ((organisations >= 0)), CONSTRAINT consultations_group_private_check CHECK ((private >= 0)), CONSTRAINT consultations_group_size_check CHECK ((size >= 0)) );
ALTER TABLE consultations_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_group_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_group_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE laws_instrument ( id bigint NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL );
ALTER TABLE laws_instrument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_instrument_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_intake ( id bigint NOT NULL, file character varying(100) NOT NULL, file_name character varying(200) NOT NULL, digest character varying(64) NOT NULL, columns jsonb NOT NULL, taken integer NOT NULL, refused jsonb NOT NULL, is_done boolean NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, consultation_id bigint NOT NULL, organisation_id bigint, headings jsonb NOT NULL, preview jsonb NOT NULL, understood jsonb NOT NULL, CONSTRAINT consultations_intake_taken_check CHECK ((taken >= 0)) );
ALTER TABLE consultations_intake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_intake_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE jobs_job ( id bigint NOT NULL, kind character varying(30) NOT NULL, arguments jsonb NOT NULL, state character varying(10) NOT NULL, done integer NOT NULL, total integer NOT NULL, outcome jsonb NOT NULL, error jsonb NOT NULL, attempts smallint NOT NULL, created_at timestamp with time zone NOT NULL, heartbeat_at timestamp with time zone, ended_at timestamp with time zone, created_by_id bigint, subject_id bigint NOT NULL, reached integer NOT NULL, subject_type character varying(60) NOT NULL, CONSTRAINT consultations_job_attempts_check CHECK ((attempts >= 0)), CONSTRAINT consultations_job_done_check CHECK ((done >= 0)), CONSTRAINT consultations_job_reached_check CHECK ((reached >= 0)), CONSTRAINT consultations_job_total_check CHECK ((total >= 0)) );
ALTER TABLE jobs_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_job_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_keptgrouping ( id bigint NOT NULL, token character varying(32) NOT NULL, since timestamp with time zone NOT NULL, comments integer NOT NULL, consultation_id bigint NOT NULL, CONSTRAINT consultations_keptgrouping_comments_check CHECK ((comments >= 0)) );
ALTER TABLE consultations_keptgrouping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_keptgrouping_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_opinionresult ( id bigint NOT NULL, result jsonb NOT NULL, charts jsonb NOT NULL, votes integer NOT NULL, computed_at timestamp with time zone NOT NULL, consultation_id bigint NOT NULL, "placing" jsonb NOT NULL, CONSTRAINT consultations_opinionresult_votes_check CHECK ((votes >= 0)) );
ALTER TABLE consultations_opinionresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_opinionresult_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_provision ( id bigint NOT NULL, eid character varying(120) NOT NULL, parent character varying(120) NOT NULL, unit character varying(120) NOT NULL, chapter character varying(120) NOT NULL, kind character varying(20) NOT NULL, num character varying(120) NOT NULL, heading text NOT NULL, text text NOT NULL, "position" integer NOT NULL, depth smallint NOT NULL, expression_id bigint NOT NULL, "end" integer NOT NULL, foreign_eid character varying(250) NOT NULL, start integer NOT NULL, CONSTRAINT consultations_provision_depth_check CHECK ((depth >= 0)), CONSTRAINT consultations_provision_end_check CHECK (("end" >= 0)), CONSTRAINT consultations_provision_position_check CHECK (("position" >= 0)), CONSTRAINT consultations_provision_start_check CHECK ((start >= 0)) );
ALTER TABLE laws_provision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_provision_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_speakername ( id bigint NOT NULL, key character varying(64) NOT NULL, created_at timestamp with time zone NOT NULL, consultation_id bigint NOT NULL, created_by_id bigint, organisation_id bigint );
ALTER TABLE consultations_speakername ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_speakername_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_statement ( id bigint NOT NULL, key character varying(40) NOT NULL, text_zh text NOT NULL, text_en text NOT NULL, is_moderated_out boolean NOT NULL, "position" integer NOT NULL, consultation_id bigint NOT NULL, group_id bigint, counted_at timestamp with time zone, is_unworded boolean NOT NULL, CONSTRAINT consultations_statement_position_check CHECK (("position" >= 0)) );
ALTER TABLE consultations_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_statement_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_statement_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE consultations_tally ( id bigint NOT NULL, unit character varying(120) NOT NULL, comments integer NOT NULL, consultation_id bigint NOT NULL, CONSTRAINT consultations_tally_comments_check CHECK ((comments >= 0)) );
ALTER TABLE consultations_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_tally_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_expression ( id bigint NOT NULL, language character varying(10) NOT NULL, title character varying(300) NOT NULL, file character varying(100) NOT NULL, file_name character varying(200) NOT NULL, source text NOT NULL, problems jsonb NOT NULL, updated_at timestamp with time zone NOT NULL, version_id bigint NOT NULL, previous_source text NOT NULL, furniture jsonb NOT NULL, source_language character varying(20) NOT NULL );
ALTER TABLE laws_expression ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_text_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_version ( id bigint NOT NULL, standing character varying(12) NOT NULL, dated date, created_at timestamp with time zone NOT NULL, instrument_id bigint NOT NULL, written_as_id bigint );
ALTER TABLE laws_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_version_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_vote ( id bigint NOT NULL, participant character varying(120) NOT NULL, value smallint, cast_at timestamp with time zone NOT NULL, organisation_id bigint, statement_id bigint NOT NULL, user_id bigint, published smallint, CONSTRAINT a_published_vote_is_one_of_three CHECK ((published = ANY (ARRAY['-1'::integer, 0, 1]))), CONSTRAINT a_vote_is_one_of_three CHECK ((value = ANY (ARRAY['-1'::integer, 0, 1]))) );
ALTER TABLE consultations_vote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_vote_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE consultations_witness ( id bigint NOT NULL, user_id bigint, vote_id bigint NOT NULL );
ALTER TABLE consultations_witness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME consultations_witness_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE directory_memberfigures ( id bigint NOT NULL, content jsonb, computed_at timestamp with time zone NOT NULL );
ALTER TABLE directory_memberfigures ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME directory_memberfigures_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE django_content_type ( id integer NOT NULL, app_label character varying(100) NOT NULL, model character varying(100) NOT NULL );
ALTER TABLE django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME django_content_type_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE django_migrations ( id bigint NOT NULL, app character varying(255) NOT NULL, name character varying(255) NOT NULL, applied timestamp with time zone NOT NULL );
ALTER TABLE django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME django_migrations_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE django_session ( session_key character varying(40) NOT NULL, session_data text NOT NULL, expire_date timestamp with time zone NOT NULL );
CREATE TABLE django_tasks_database_dbtaskresult ( id uuid NOT NULL, status character varying(10) NOT NULL, args_kwargs jsonb NOT NULL, priority integer NOT NULL, task_path text NOT NULL, queue_name character varying(32) NOT NULL, backend_name character varying(32) NOT NULL, run_after timestamp with time zone NOT NULL, enqueued_at timestamp with time zone NOT NULL, finished_at timestamp with time zone, started_at timestamp with time zone, return_value jsonb, exception_class_path text NOT NULL, traceback text NOT NULL, worker_ids jsonb NOT NULL, CONSTRAINT priority_range CHECK (((priority >= '-100'::integer) AND (priority <= 100))) );
CREATE TABLE initiatives_consultationtie ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, consultation character varying(60) NOT NULL, tied_on date NOT NULL, ended_on date, created_by_id bigint, ended_by_id bigint, initiative_id bigint NOT NULL );
ALTER TABLE initiatives_consultationtie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_consultationtie_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_founder ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, state character varying(8) NOT NULL, answered_at timestamp with time zone, answered_by_id bigint, created_by_id bigint, network_id bigint NOT NULL, organisation_id bigint NOT NULL, event_id bigint NOT NULL );
ALTER TABLE initiatives_founder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_founder_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_goal ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, created_at timestamp with time zone NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, description_zh text NOT NULL, description_en text NOT NULL, targets jsonb NOT NULL, "position" integer NOT NULL, withdrawn_at timestamp with time zone, created_by_id bigint, network_id bigint, parent_id bigint, came_from_id bigint, initiative_id bigint, CONSTRAINT a_goal_has_one_owner CHECK (((network_id IS NULL) OR (initiative_id IS NULL))), CONSTRAINT initiatives_goal_position_check CHECK (("position" >= 0)) );
ALTER TABLE initiatives_goal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_goal_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_goalreview ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, day date NOT NULL, note text NOT NULL, withdrawn_at timestamp with time zone, created_by_id bigint, initiative_id bigint NOT NULL );
ALTER TABLE initiatives_goalreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_goalreview_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_goaltie ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, tied_on date NOT NULL, ended_on date, note text NOT NULL, created_by_id bigint, ended_by_id bigint, goal_id bigint NOT NULL, initiative_id bigint NOT NULL );
ALTER TABLE initiatives_goaltie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_goaltie_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_indicator ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, unit_zh character varying(60) NOT NULL, unit_en character varying(60) NOT NULL, source character varying(10) NOT NULL, baseline numeric(16,4), baseline_on date, target numeric(16,4), target_on date, withdrawn_at timestamp with time zone, created_by_id bigint, goal_id bigint NOT NULL );
ALTER TABLE initiatives_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_indicator_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_initiative ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, created_at timestamp with time zone NOT NULL, slug character varying(80) NOT NULL, kind character varying(16) NOT NULL, state character varying(10) NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, description_zh text NOT NULL, description_en text NOT NULL, results_zh text NOT NULL, results_en text NOT NULL, places jsonb NOT NULL, is_public boolean NOT NULL, created_by_id bigint, network_id bigint );
ALTER TABLE initiatives_initiative ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_initiative_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_initiativedocument ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, name character varying(200) NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, file character varying(200) NOT NULL, is_picture boolean NOT NULL, size integer NOT NULL, sha256 character varying(64) NOT NULL, withdrawn_at timestamp with time zone, created_by_id bigint, initiative_id bigint NOT NULL, network_id bigint, CONSTRAINT initiatives_initiativedocument_size_check CHECK ((size >= 0)) );
ALTER TABLE initiatives_initiativedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_initiativedocument_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_initiativefocus ( id bigint NOT NULL, focus character varying(60) NOT NULL, initiative_id bigint NOT NULL );
ALTER TABLE initiatives_initiativefocus ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_initiativefocus_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_initiativemoney ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, amount numeric(14,2) NOT NULL, currency character varying(3) NOT NULL, source character varying(8) NOT NULL, year smallint, note character varying(300) NOT NULL, created_by_id bigint, initiative_id bigint NOT NULL, CONSTRAINT initiatives_initiativemoney_year_check CHECK ((year >= 0)) );
ALTER TABLE initiatives_initiativemoney ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_initiativemoney_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_initiativepart ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, created_at timestamp with time zone NOT NULL, role character varying(8) NOT NULL, created_by_id bigint, initiative_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE initiatives_initiativepart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_initiativepart_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_inquiry ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, letter_zh text NOT NULL, letter_en text NOT NULL, state character varying(10) NOT NULL, sent_on date, due_on date, withdrawn_at timestamp with time zone, created_by_id bigint, initiative_id bigint NOT NULL );
ALTER TABLE initiatives_inquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_inquiry_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_inquiryanswer ( id bigint NOT NULL, value text NOT NULL, body_id bigint NOT NULL, question_id bigint NOT NULL );
ALTER TABLE initiatives_inquiryanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_inquiryanswer_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_inquirybody ( id bigint NOT NULL, exchange integer NOT NULL, reply integer NOT NULL, answered_on date, changed_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, changed_by_id bigint, inquiry_id bigint NOT NULL, CONSTRAINT initiatives_inquirybody_exchange_check CHECK ((exchange >= 0)), CONSTRAINT initiatives_inquirybody_reply_check CHECK ((reply >= 0)) );
ALTER TABLE initiatives_inquirybody ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_inquirybody_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_inquiryquestion ( id bigint NOT NULL, label_zh character varying(300) NOT NULL, label_en character varying(300) NOT NULL, kind character varying(8) NOT NULL, choices jsonb NOT NULL, "position" integer NOT NULL, withdrawn_at timestamp with time zone, inquiry_id bigint NOT NULL, CONSTRAINT initiatives_inquiryquestion_position_check CHECK (("position" >= 0)) );
ALTER TABLE initiatives_inquiryquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_inquiryquestion_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_inquirytable ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, file_name character varying(200) NOT NULL, rows jsonb NOT NULL, before jsonb NOT NULL, taken_at timestamp with time zone, undone_at timestamp with time zone, created_by_id bigint, inquiry_id bigint NOT NULL );
ALTER TABLE initiatives_inquirytable ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_inquirytable_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_lineageevent ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, created_at timestamp with time zone NOT NULL, kind character varying(16) NOT NULL, evidence text NOT NULL, evidence_url character varying(300) NOT NULL, withdrawn_at timestamp with time zone, created_by_id bigint );
ALTER TABLE initiatives_lineageevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_lineageevent_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_lineageside ( id bigint NOT NULL, is_outcome boolean NOT NULL, event_id bigint NOT NULL, initiative_id bigint, network_id bigint, CONSTRAINT a_side_is_one_thing CHECK ((((initiative_id IS NULL) AND (network_id IS NOT NULL)) OR ((initiative_id IS NOT NULL) AND (network_id IS NULL)))) );
ALTER TABLE initiatives_lineageside ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_lineageside_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE initiatives_observation ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, day date NOT NULL, value numeric(16,4) NOT NULL, source character varying(300) NOT NULL, withdrawn_at timestamp with time zone, created_by_id bigint, indicator_id bigint NOT NULL );
ALTER TABLE initiatives_observation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME initiatives_observation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_draftchange ( id bigint NOT NULL, act character varying(8) NOT NULL, text_zh text NOT NULL, text_en text NOT NULL, changed_at timestamp with time zone NOT NULL, changed_by_id bigint, provision_id bigint NOT NULL );
ALTER TABLE laws_draftchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_draftchange_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_draftedition ( id bigint NOT NULL, number integer NOT NULL, name character varying(120) NOT NULL, pieces jsonb NOT NULL, kept_at timestamp with time zone NOT NULL, kept_by_id bigint, draft_id bigint NOT NULL, CONSTRAINT laws_draftedition_number_check CHECK ((number >= 0)) );
ALTER TABLE laws_draftedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_draftedition_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_draftprovision ( id bigint NOT NULL, key uuid NOT NULL, "position" integer NOT NULL, text_zh text NOT NULL, text_en text NOT NULL, changed_at timestamp with time zone NOT NULL, deleted_at timestamp with time zone, changed_by_id bigint, draft_id bigint NOT NULL, CONSTRAINT laws_draftprovision_position_check CHECK (("position" >= 0)) );
ALTER TABLE laws_draftprovision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_draftprovision_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_draftwords ( id bigint NOT NULL, text_zh text NOT NULL, text_en text NOT NULL, seen character varying(40) NOT NULL, kept_at timestamp with time zone NOT NULL, person_id bigint NOT NULL, provision_id bigint, draft_id bigint NOT NULL, after uuid, key uuid );
ALTER TABLE laws_draftwords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_draftwords_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE laws_provision_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE laws_writtendraft ( id bigint NOT NULL, slug character varying(60) NOT NULL, aim_zh text NOT NULL, aim_en text NOT NULL, sharing character varying(8) NOT NULL, created_at timestamp with time zone NOT NULL, deleted_at timestamp with time zone, created_by_id bigint, instrument_id bigint NOT NULL, network_id bigint );
CREATE TABLE laws_writtendraft_editors ( id bigint NOT NULL, writtendraft_id bigint NOT NULL, user_id bigint NOT NULL );
ALTER TABLE laws_writtendraft_editors ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_writtendraft_editors_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE laws_writtendraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME laws_writtendraft_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_checkpoint ( id bigint NOT NULL, size bigint NOT NULL, root character varying(64) NOT NULL, note text NOT NULL, created_at timestamp with time zone NOT NULL, CONSTRAINT ledger_checkpoint_size_check CHECK ((size >= 0)) );
ALTER TABLE ledger_checkpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_checkpoint_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_columnmapping ( id bigint NOT NULL, name character varying(200) NOT NULL, headings jsonb NOT NULL, headings_digest character varying(64) NOT NULL, columns jsonb NOT NULL, constants jsonb NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint );
ALTER TABLE ledger_columnmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_columnmapping_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_cosignature ( id bigint NOT NULL, line text NOT NULL, seen_at timestamp with time zone NOT NULL, created_at timestamp with time zone NOT NULL, checkpoint_id bigint NOT NULL, witness_id bigint NOT NULL );
ALTER TABLE ledger_cosignature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_cosignature_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_countdispute ( id bigint NOT NULL, counted_on date, claimed_on date NOT NULL, reason_civil text NOT NULL, reason_authority text NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, thread_id bigint NOT NULL );
ALTER TABLE ledger_countdispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_countdispute_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_exchange ( id bigint NOT NULL, number integer NOT NULL, day date NOT NULL, direction character varying(16) NOT NULL, kind character varying(24) NOT NULL, details jsonb NOT NULL, before character varying(64) NOT NULL, digest character varying(64) NOT NULL, created_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, consultation_id bigint, network_id bigint, answers_id bigint, body character varying(200) NOT NULL, channel character varying(12) NOT NULL, created_by_id bigint, embargo_until date, extended_to date, language character varying(10) NOT NULL, link character varying(300) NOT NULL, matter character varying(12) NOT NULL, organisation_id bigint, parties jsonb NOT NULL, passed_to_id bigint, published_on date, seal smallint NOT NULL, source character varying(8) NOT NULL, subject_en character varying(300) NOT NULL, subject_zh character varying(300) NOT NULL, summary_en text NOT NULL, summary_zh text NOT NULL, visibility character varying(12) NOT NULL, entry_id bigint, thread_id bigint, is_void boolean NOT NULL, CONSTRAINT ledger_exchange_number_check CHECK ((number >= 0)), CONSTRAINT ledger_exchange_seal_check CHECK ((seal >= 0)) );
ALTER TABLE ledger_exchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_exchange_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_exchangedocument ( id bigint NOT NULL, name character varying(200) NOT NULL, file character varying(200) NOT NULL, size integer NOT NULL, sha256 character varying(64) NOT NULL, exchange_id bigint NOT NULL, CONSTRAINT ledger_exchangedocument_size_check CHECK ((size >= 0)) );
ALTER TABLE ledger_exchangedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_exchangedocument_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_figureset ( id bigint NOT NULL, scope character varying(10) NOT NULL, subject_id bigint NOT NULL, views jsonb NOT NULL, last integer NOT NULL, computed_on date, computed_at timestamp with time zone NOT NULL, CONSTRAINT ledger_figureset_last_check CHECK ((last >= 0)) );
ALTER TABLE ledger_figureset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_figureset_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_legalground ( id bigint NOT NULL, jurisdiction character varying(80) NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, provision character varying(100) NOT NULL, since date, until date, amount smallint NOT NULL, unit character varying(12) NOT NULL, counts_first_day boolean NOT NULL, rolls boolean NOT NULL, extension_amount smallint, extension_unit character varying(12) NOT NULL, url character varying(300) NOT NULL, CONSTRAINT ledger_legalground_amount_check CHECK ((amount >= 0)), CONSTRAINT ledger_legalground_extension_amount_check CHECK ((extension_amount >= 0)) );
ALTER TABLE ledger_legalground ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_legalground_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_logentry ( id bigint NOT NULL, kind character varying(64) NOT NULL, subject_type character varying(40) NOT NULL, subject_id bigint, fields jsonb NOT NULL, commitments jsonb NOT NULL, index bigint, leaf text NOT NULL, receipt_key uuid NOT NULL, created_at timestamp with time zone NOT NULL, holder_id bigint, cleaned_at timestamp with time zone, CONSTRAINT ledger_logentry_index_check CHECK ((index >= 0)) );
ALTER TABLE ledger_logentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_logentry_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_logkey ( id bigint NOT NULL, name character varying(200) NOT NULL, public character varying(400) NOT NULL, secret text NOT NULL, created_at timestamp with time zone NOT NULL );
ALTER TABLE ledger_logkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_logkey_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_logopening ( id bigint NOT NULL, name character varying(40) NOT NULL, value character varying(200) NOT NULL, salt character varying(44) NOT NULL, entry_id bigint NOT NULL );
ALTER TABLE ledger_logopening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_logopening_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_tableimport ( id bigint NOT NULL, file character varying(200) NOT NULL, file_name character varying(200) NOT NULL, headings jsonb NOT NULL, preview jsonb NOT NULL, taken integer NOT NULL, refused jsonb NOT NULL, is_done boolean NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, mapping_id bigint, enters_at timestamp with time zone, plan jsonb NOT NULL, step character varying(10) NOT NULL, CONSTRAINT ledger_tableimport_taken_check CHECK ((taken >= 0)) );
ALTER TABLE ledger_tableimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_tableimport_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_thread ( id bigint NOT NULL, promised_on date, promise text NOT NULL, promise_source character varying(300) NOT NULL, state character varying(10) NOT NULL, due_on date, late_on date, very_late_on date, answered_on date, asleep_on date, woken_on date, counted_on date, meaning character varying(10) NOT NULL, meaning_note text NOT NULL, meaning_at timestamp with time zone, ask_id bigint NOT NULL, ground_id bigint, meaning_by_id bigint );
ALTER TABLE ledger_thread ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_thread_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE ledger_witness ( id bigint NOT NULL, name character varying(200) NOT NULL, key character varying(400) NOT NULL, created_at timestamp with time zone NOT NULL, ended_at timestamp with time zone, created_by_id bigint, organisation_id bigint );
ALTER TABLE ledger_witness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME ledger_witness_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE mfa_authenticator ( id bigint NOT NULL, type character varying(20) NOT NULL, data jsonb NOT NULL, user_id bigint NOT NULL, created_at timestamp with time zone NOT NULL, last_used_at timestamp with time zone );
ALTER TABLE mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME mfa_authenticator_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_coordination ( id bigint NOT NULL, since date, until date, network_id bigint NOT NULL, person_id bigint NOT NULL );
ALTER TABLE networks_coordination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_coordination_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_dutyreminder ( id bigint NOT NULL, duty character varying(60) NOT NULL, sent_at timestamp with time zone NOT NULL, network_id bigint NOT NULL, organisation_id bigint NOT NULL, sent_by_id bigint );
ALTER TABLE networks_dutyreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_dutyreminder_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_formername ( id bigint NOT NULL, until date NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, network_id bigint NOT NULL );
ALTER TABLE networks_formername ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_formername_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_forwardingline ( id bigint NOT NULL, since date NOT NULL, until date, declared_by_id bigint, lower_id bigint NOT NULL, upper_id bigint, CONSTRAINT no_line_to_itself CHECK ((NOT ((lower_id = upper_id) AND (upper_id IS NOT NULL)))) );
ALTER TABLE networks_forwardingline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_forwardingline_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_invitation ( id bigint NOT NULL, email character varying(254) NOT NULL, role character varying(20) NOT NULL, language character varying(10) NOT NULL, created_at timestamp with time zone NOT NULL, expires_at timestamp with time zone NOT NULL, accepted_at timestamp with time zone, created_by_id bigint, organisation_id bigint, network_id bigint, seed character varying(64) NOT NULL, proof character varying(64) NOT NULL );
ALTER TABLE networks_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_invitation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_membership ( id bigint NOT NULL, organisation_id bigint NOT NULL, network_id bigint NOT NULL );
ALTER TABLE networks_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_membership_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_membershiprequest ( id bigint NOT NULL, side character varying(12) NOT NULL, state character varying(10) NOT NULL, words text NOT NULL, answer text NOT NULL, asked_at timestamp with time zone NOT NULL, settled_at timestamp with time zone, asked_by_id bigint, network_id bigint NOT NULL, organisation_id bigint NOT NULL, settled_by_id bigint );
ALTER TABLE networks_membershiprequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_membershiprequest_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE networks_network ( id bigint NOT NULL, slug character varying(60) NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, charter_en text DEFAULT ''::text NOT NULL, charter_zh text DEFAULT ''::text NOT NULL, description_en text DEFAULT ''::text NOT NULL, description_zh text DEFAULT ''::text NOT NULL );
CREATE TABLE networks_network_coordinators ( id bigint NOT NULL, network_id bigint NOT NULL, user_id bigint NOT NULL );
ALTER TABLE networks_network_coordinators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_network_coordinators_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE networks_network ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME networks_network_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE notifications_follower ( id bigint NOT NULL, seed character varying(64) NOT NULL, proof character varying(64) NOT NULL, email character varying(254) NOT NULL, language character varying(10) NOT NULL, asked_at date NOT NULL, asked smallint NOT NULL, told_until timestamp with time zone NOT NULL, created_at timestamp with time zone NOT NULL, CONSTRAINT notifications_follower_asked_check CHECK ((asked >= 0)) );
ALTER TABLE notifications_follower ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME notifications_follower_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE notifications_following ( id bigint NOT NULL, seed character varying(64) NOT NULL, proof character varying(64) NOT NULL, kind character varying(20) NOT NULL, key character varying(200) NOT NULL, created_at timestamp with time zone NOT NULL, confirmed_at timestamp with time zone, follower_id bigint NOT NULL );
ALTER TABLE notifications_following ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME notifications_following_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE operations_presence ( process character varying(32) NOT NULL, machine character varying(100) NOT NULL, role character varying(10) NOT NULL, version character varying(40) NOT NULL, place character varying(64) NOT NULL, keys character varying(64) NOT NULL, skew bigint NOT NULL, began_at timestamp with time zone NOT NULL, seen_at timestamp with time zone NOT NULL );
CREATE TABLE outcomes_handover ( id bigint NOT NULL, day date NOT NULL, due_on date, exchange integer NOT NULL, created_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, created_by_id bigint, submission_id bigint NOT NULL, CONSTRAINT outcomes_handover_exchange_check CHECK ((exchange >= 0)) );
ALTER TABLE outcomes_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME outcomes_handover_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE outcomes_handoverreply ( id bigint NOT NULL, status character varying(14) NOT NULL, reason text NOT NULL, replied_on date NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, handover_id bigint NOT NULL, suggestion_id bigint NOT NULL );
ALTER TABLE outcomes_handoverreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME outcomes_handoverreply_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE outcomes_reply ( id bigint NOT NULL, status character varying(14) NOT NULL, reason text NOT NULL, replied_on date, created_at timestamp with time zone NOT NULL, created_by_id bigint, suggestion_id bigint NOT NULL );
CREATE TABLE outcomes_reply_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE outcomes_submission ( id bigint NOT NULL, day date NOT NULL, package character varying(100) NOT NULL, digests jsonb NOT NULL, created_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, created_by_id bigint, version_id bigint NOT NULL );
CREATE TABLE outcomes_uptake ( id bigint NOT NULL, verdict character varying(14) NOT NULL, score double precision NOT NULL, confidence double precision NOT NULL, passages jsonb NOT NULL, reason character varying(40) NOT NULL, details jsonb NOT NULL, person_verdict character varying(14) NOT NULL, person_reason text NOT NULL, decided_at timestamp with time zone, computed_at timestamp with time zone NOT NULL, decided_by_id bigint, suggestion_id bigint NOT NULL, passages_translated jsonb NOT NULL );
CREATE TABLE pages_article ( page_ptr_id integer NOT NULL, dated date, body text NOT NULL, byline character varying(120) DEFAULT ''::character varying NOT NULL, consultation_id bigint, lead text DEFAULT ''::text NOT NULL, network_id bigint, work_id bigint, initiative_id bigint );
CREATE TABLE pages_articlepicture ( id bigint NOT NULL, sort_order integer, caption character varying(300) NOT NULL, page_id integer NOT NULL, picture_id bigint NOT NULL );
ALTER TABLE pages_articlepicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_articlepicture_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_articletag ( id bigint NOT NULL, content_object_id integer NOT NULL, tag_id integer NOT NULL );
ALTER TABLE pages_articletag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_articletag_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_homepage ( page_ptr_id integer NOT NULL, body jsonb NOT NULL, site_name character varying(80) NOT NULL, civil_society character varying(60) NOT NULL, footer text NOT NULL, organisation_name character varying(120) NOT NULL, member_of character varying(120) NOT NULL, address text NOT NULL, hours text NOT NULL, email character varying(254) NOT NULL, phone character varying(40) NOT NULL, latitude double precision, longitude double precision, colours character varying(10) DEFAULT ''::character varying NOT NULL, logo_id bigint, map_picture_id bigint );
CREATE TABLE pages_importedpage ( id bigint NOT NULL, key character varying(64) NOT NULL, pair character varying(64) NOT NULL, source character varying(500) NOT NULL, page_id integer, news_import_id bigint NOT NULL );
ALTER TABLE pages_importedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_importedpage_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_infopage ( page_ptr_id integer NOT NULL, body jsonb NOT NULL );
CREATE TABLE pages_newsimport ( id bigint NOT NULL, source character varying(200) NOT NULL, made_at timestamp with time zone NOT NULL );
ALTER TABLE pages_newsimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_newsimport_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_newsletterissue ( id bigint NOT NULL, since date NOT NULL, until date NOT NULL, subject_zh character varying(150) NOT NULL, subject_en character varying(150) NOT NULL, text_zh text NOT NULL, text_en text NOT NULL, created_at timestamp with time zone NOT NULL, sent_at timestamp with time zone, recipients integer NOT NULL, created_by_id bigint, CONSTRAINT pages_newsletterissue_recipients_check CHECK ((recipients >= 0)) );
ALTER TABLE pages_newsletterissue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_newsletterissue_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_pagetext ( id bigint NOT NULL, language character varying(10) NOT NULL, title character varying(255) NOT NULL, text text NOT NULL, folded text NOT NULL, url character varying(500) NOT NULL, day date, page_id integer NOT NULL );
ALTER TABLE pages_pagetext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_pagetext_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_pagetext_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE pages_picture ( id bigint NOT NULL, name character varying(200) NOT NULL, file character varying(200) NOT NULL, sha256 character varying(64) NOT NULL, alt_zh character varying(300) NOT NULL, alt_en character varying(300) NOT NULL, across smallint NOT NULL, down smallint NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, CONSTRAINT pages_picture_across_check CHECK ((across >= 0)), CONSTRAINT pages_picture_down_check CHECK ((down >= 0)) );
ALTER TABLE pages_picture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_picture_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_picturefile ( id bigint NOT NULL, form character varying(8) NOT NULL, width integer NOT NULL, height integer NOT NULL, ending character varying(5) NOT NULL, size integer NOT NULL, file character varying(200) NOT NULL, picture_id bigint NOT NULL, CONSTRAINT pages_picturefile_height_check CHECK ((height >= 0)), CONSTRAINT pages_picturefile_size_check CHECK ((size >= 0)), CONSTRAINT pages_picturefile_width_check CHECK ((width >= 0)) );
ALTER TABLE pages_picturefile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME pages_picturefile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE pages_section ( page_ptr_id integer NOT NULL, intro text NOT NULL );
CREATE TABLE pages_series ( page_ptr_id integer NOT NULL, lead text NOT NULL );
CREATE TABLE personal_erasure ( id bigint NOT NULL, state character varying(10) NOT NULL, words text NOT NULL, reason text NOT NULL, created_at timestamp with time zone NOT NULL, settled_at timestamp with time zone, marks jsonb NOT NULL, cleaned_at timestamp with time zone, settled_by_id bigint, person_id bigint );
ALTER TABLE personal_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME personal_erasure_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE personal_remnant ( id bigint NOT NULL, address text NOT NULL, mark character varying(64) NOT NULL, erased_at timestamp with time zone NOT NULL, created_at timestamp with time zone NOT NULL );
ALTER TABLE personal_remnant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME personal_remnant_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_proposalversion ( id bigint NOT NULL, number integer NOT NULL, letter_zh text NOT NULL, letter_en text NOT NULL, locked_at timestamp with time zone, created_at timestamp with time zone NOT NULL, created_by_id bigint, proposal_id bigint NOT NULL, closing_en text NOT NULL, closing_zh text NOT NULL, salutation_en character varying(300) NOT NULL, salutation_zh character varying(300) NOT NULL, submitted_at timestamp with time zone, CONSTRAINT proposals_edition_number_check CHECK ((number >= 0)) );
ALTER TABLE proposals_proposalversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_edition_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_forwardeditem ( id bigint NOT NULL, state character varying(10) NOT NULL, answer text NOT NULL, taken_key character varying(40) NOT NULL, settled_at timestamp with time zone, settled_by_id bigint, statement_id bigint, suggestion_id bigint, taken_statement_id bigint, forwarding_id bigint NOT NULL, CONSTRAINT forwards_one_thing CHECK ((((statement_id IS NULL) AND (suggestion_id IS NOT NULL)) OR ((statement_id IS NOT NULL) AND (suggestion_id IS NULL)))) );
ALTER TABLE proposals_forwardeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_forwardeditem_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_forwarding ( id bigint NOT NULL, kind character varying(12) NOT NULL, reasons text NOT NULL, forwarded_at timestamp with time zone NOT NULL, forwarded_by_id bigint, origin_id bigint NOT NULL, target_id bigint NOT NULL, version_id bigint );
ALTER TABLE proposals_forwarding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_forwarding_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_minorityopinion ( id bigint NOT NULL, suggestion_key character varying(40) NOT NULL, text text NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, version_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE proposals_minorityopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_minorityopinion_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_proposal ( id bigint NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, created_at timestamp with time zone NOT NULL, consultation_id bigint NOT NULL, numbered integer NOT NULL, CONSTRAINT proposals_proposal_numbered_check CHECK ((numbered >= 0)) );
ALTER TABLE proposals_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_proposal_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_remark ( id bigint NOT NULL, text text NOT NULL, created_at timestamp with time zone NOT NULL, settled_at timestamp with time zone, created_by_id bigint, version_id bigint NOT NULL, suggestion_id bigint );
ALTER TABLE proposals_remark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_remark_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE outcomes_reply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_reply_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_signature ( id bigint NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, version_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE proposals_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_signature_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE outcomes_submission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_submission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_suggestion ( id bigint NOT NULL, key character varying(40) NOT NULL, "position" integer NOT NULL, eid character varying(120) NOT NULL, unit character varying(120) NOT NULL, target character varying(200) NOT NULL, action character varying(10) NOT NULL, language character varying(10) NOT NULL, quote text NOT NULL, wording text NOT NULL, text text NOT NULL, reason text NOT NULL, divergence text NOT NULL, version_id bigint NOT NULL, dropped_at timestamp with time zone, divergence_translated text NOT NULL, reason_translated text NOT NULL, text_translated text NOT NULL, translation_of character varying(64) NOT NULL, wording_translated text NOT NULL, CONSTRAINT proposals_suggestion_position_check CHECK (("position" >= 0)) );
CREATE TABLE proposals_suggestion_groups ( id bigint NOT NULL, suggestion_id bigint NOT NULL, group_id bigint NOT NULL );
ALTER TABLE proposals_suggestion_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_suggestion_groups_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE proposals_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_suggestion_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE proposals_suggestion_words ( id bigint NOT NULL, terms tsvector NOT NULL );
ALTER TABLE outcomes_uptake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME proposals_uptake_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_calendar ( id bigint NOT NULL, country character varying(2) NOT NULL, weekend character varying(7) NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE registry_calendar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_calendar_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_calendarday ( id bigint NOT NULL, day date NOT NULL, is_worked boolean NOT NULL, name character varying(100) NOT NULL, calendar_id bigint NOT NULL );
ALTER TABLE registry_calendarday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_calendarday_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_changeevent ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, source character varying(500) NOT NULL, recorded_at timestamp with time zone NOT NULL, kind character varying(20) NOT NULL, note text NOT NULL, withdrawn_at timestamp with time zone, recorded_by_id bigint, file_import_id bigint );
ALTER TABLE registry_changeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_changeevent_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_changeside ( id bigint NOT NULL, is_outcome boolean NOT NULL, event_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE registry_changeside ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_changeside_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_contextevent ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, source character varying(500) NOT NULL, recorded_at timestamp with time zone NOT NULL, kind character varying(20) NOT NULL, title_zh character varying(200) NOT NULL, title_en character varying(200) NOT NULL, note_zh text NOT NULL, note_en text NOT NULL, url character varying(500) NOT NULL, withdrawn_at timestamp with time zone, recorded_by_id bigint );
CREATE TABLE registry_contextevent_focuses ( id bigint NOT NULL, contextevent_id bigint NOT NULL, focusarea_id bigint NOT NULL );
ALTER TABLE registry_contextevent_focuses ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_contextevent_focuses_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE registry_contextevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_contextevent_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_fact ( id bigint NOT NULL, since character varying(10) NOT NULL, until character varying(10) NOT NULL, first_day date, last_day date, source character varying(500) NOT NULL, recorded_at timestamp with time zone NOT NULL, kind character varying(20) NOT NULL, code character varying(80) NOT NULL, text text NOT NULL, number double precision, data jsonb NOT NULL, is_public boolean NOT NULL, confirmed_on date, withdrawn_at timestamp with time zone, organisation_id bigint NOT NULL, recorded_by_id bigint, file_import_id bigint, withdrawn_by_import_id bigint, CONSTRAINT fact_ends_after_it_begins CHECK (((first_day IS NULL) OR (last_day IS NULL) OR (last_day >= first_day))) );
ALTER TABLE registry_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_fact_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_fileimport ( id bigint NOT NULL, file_name character varying(200) NOT NULL, kind character varying(20) NOT NULL, as_of date, counts jsonb NOT NULL, created_at timestamp with time zone NOT NULL, undone_at timestamp with time zone, created_by_id bigint, choices jsonb NOT NULL, confirmed_at timestamp with time zone, content bytea NOT NULL, headings jsonb NOT NULL, begun_at timestamp with time zone, done integer DEFAULT 0 NOT NULL, file character varying(200) DEFAULT ''::character varying NOT NULL, plan jsonb DEFAULT '{}'::jsonb NOT NULL, refused jsonb DEFAULT '[]'::jsonb NOT NULL, undoing jsonb DEFAULT '{}'::jsonb NOT NULL, CONSTRAINT registry_fileimport_done_check CHECK ((done >= 0)) );
ALTER TABLE registry_fileimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_fileimport_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_focusarea ( id bigint NOT NULL, slug character varying(60) NOT NULL, name_zh character varying(100) NOT NULL, name_en character varying(100) NOT NULL, icnptso character varying(60) NOT NULL, civil_class character varying(30) NOT NULL, sdgs character varying(60) NOT NULL, "position" integer NOT NULL, retired_on date, merged_into_id bigint, CONSTRAINT focus_has_a_name CHECK (((NOT ((name_zh)::text = ''::text)) OR (NOT ((name_en)::text = ''::text)))), CONSTRAINT registry_focusarea_position_check CHECK (("position" >= 0)) );
ALTER TABLE registry_focusarea ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_focusarea_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_focuschange ( id bigint NOT NULL, kind character varying(10) NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, focus_id bigint NOT NULL );
ALTER TABLE registry_focuschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_focuschange_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_formerseat ( id bigint NOT NULL, since date, until date NOT NULL, organisation_id bigint NOT NULL, user_id bigint NOT NULL );
ALTER TABLE registry_formerseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_formerseat_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_logofile ( id bigint NOT NULL, digest character varying(64) NOT NULL, width integer NOT NULL, height integer NOT NULL, size integer NOT NULL, file character varying(200) NOT NULL, created_at timestamp with time zone NOT NULL, CONSTRAINT registry_logofile_height_check CHECK ((height >= 0)), CONSTRAINT registry_logofile_size_check CHECK ((size >= 0)), CONSTRAINT registry_logofile_width_check CHECK ((width >= 0)) );
ALTER TABLE registry_logofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_logofile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_organisation ( id bigint NOT NULL, slug character varying(60) NOT NULL, kind character varying(10) NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, language character varying(10) NOT NULL, email character varying(254) NOT NULL, created_at timestamp with time zone, due_on date, ended_on date, founded_on date, past_names jsonb NOT NULL, search_text text NOT NULL, sort_key character varying(120) NOT NULL, sort_key_en character varying(120) NOT NULL, file_import_id bigint, CONSTRAINT organisation_has_a_name CHECK (((NOT ((name_zh)::text = ''::text)) OR (NOT ((name_en)::text = ''::text)))) );
ALTER TABLE registry_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_organisation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE registry_organisation_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE registry_seat ( id bigint NOT NULL, organisation_id bigint NOT NULL, user_id bigint NOT NULL, since date );
ALTER TABLE registry_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME registry_seat_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_lawtrace ( id bigint NOT NULL, language character varying(10) NOT NULL, passages jsonb NOT NULL, has_draft boolean NOT NULL, decision character varying(8) NOT NULL, note text NOT NULL, decided_at timestamp with time zone, computed_at timestamp with time zone NOT NULL, consultation_id bigint NOT NULL, decided_by_id bigint, work_id bigint NOT NULL );
ALTER TABLE research_lawtrace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_lawtrace_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_prize ( id bigint NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, body_name character varying(200) NOT NULL, level character varying(14) NOT NULL, day date NOT NULL, url character varying(300) NOT NULL, file character varying(200) NOT NULL, file_name character varying(200) NOT NULL, sha256 character varying(64) NOT NULL, exchange integer, withdrawn_at timestamp with time zone, created_at timestamp with time zone NOT NULL, body_id bigint, created_by_id bigint, work_id bigint NOT NULL, CONSTRAINT research_prize_exchange_check CHECK ((exchange >= 0)) );
ALTER TABLE research_prize ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_prize_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_researchoffer ( id bigint NOT NULL, words text NOT NULL, due_on date, state character varying(10) NOT NULL, exchange integer NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, organisation_id bigint NOT NULL, request_id bigint NOT NULL, CONSTRAINT research_researchoffer_exchange_check CHECK ((exchange >= 0)) );
ALTER TABLE research_researchoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_researchoffer_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_researchrequest ( id bigint NOT NULL, kind character varying(12) NOT NULL, direction character varying(16) NOT NULL, day date NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, questions_zh text NOT NULL, questions_en text NOT NULL, deadline date, visibility character varying(12) NOT NULL, embargo_until date, state character varying(10) NOT NULL, exchange integer NOT NULL, created_at timestamp with time zone NOT NULL, authority_id bigint NOT NULL, created_by_id bigint, network_id bigint, organisation_id bigint, CONSTRAINT research_researchrequest_exchange_check CHECK ((exchange >= 0)) );
ALTER TABLE research_researchrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_researchrequest_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_work ( id bigint NOT NULL, slug character varying(80) NOT NULL, csl jsonb NOT NULL, type character varying(20) NOT NULL, title_zh character varying(300) NOT NULL, title_en character varying(300) NOT NULL, year smallint, found_by text NOT NULL, licence character varying(30) NOT NULL, method_zh text NOT NULL, method_en text NOT NULL, data_zh text NOT NULL, data_en text NOT NULL, data_url character varying(300) NOT NULL, visibility character varying(12) NOT NULL, embargo_until date, state character varying(10) NOT NULL, published_on date, withdrawn_note text NOT NULL, exchange integer, created_at timestamp with time zone NOT NULL, commissioner_id bigint, created_by_id bigint, network_id bigint, organisation_id bigint, request_id bigint, CONSTRAINT research_work_exchange_check CHECK ((exchange >= 0)), CONSTRAINT research_work_year_check CHECK ((year >= 0)) );
ALTER TABLE research_work ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_work_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_work_words ( id bigint NOT NULL, terms tsvector NOT NULL );
CREATE TABLE research_workauthor ( id bigint NOT NULL, "position" smallint NOT NULL, is_person boolean NOT NULL, name_zh character varying(200) NOT NULL, name_en character varying(200) NOT NULL, family character varying(100) NOT NULL, given character varying(100) NOT NULL, label character varying(500) NOT NULL, orcid character varying(19) NOT NULL, is_erased boolean NOT NULL, created_at timestamp with time zone NOT NULL, organisation_id bigint, user_id bigint, work_id bigint NOT NULL, CONSTRAINT research_workauthor_position_check CHECK (("position" >= 0)) );
ALTER TABLE research_workauthor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_workauthor_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_workfile ( id bigint NOT NULL, name character varying(200) NOT NULL, file character varying(200) NOT NULL, role character varying(8) NOT NULL, language character varying(10) NOT NULL, size integer NOT NULL, sha256 character varying(64) NOT NULL, version_id bigint NOT NULL, CONSTRAINT research_workfile_size_check CHECK ((size >= 0)) );
ALTER TABLE research_workfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_workfile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_worktheme ( id bigint NOT NULL, focus character varying(60) NOT NULL, work_id bigint NOT NULL );
ALTER TABLE research_worktheme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_worktheme_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_workuse ( id bigint NOT NULL, kind character varying(12) NOT NULL, day date NOT NULL, source character varying(300) NOT NULL, url character varying(300) NOT NULL, words text NOT NULL, language character varying(10) NOT NULL, exchange integer, withdrawn_at timestamp with time zone, created_at timestamp with time zone NOT NULL, authority_id bigint, consultation_id bigint, created_by_id bigint, work_id bigint NOT NULL, CONSTRAINT research_workuse_exchange_check CHECK ((exchange >= 0)) );
ALTER TABLE research_workuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_workuse_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE research_workversion ( id bigint NOT NULL, number smallint NOT NULL, day date NOT NULL, note_zh text NOT NULL, note_en text NOT NULL, recommendations_zh text NOT NULL, recommendations_en text NOT NULL, created_at timestamp with time zone NOT NULL, created_by_id bigint, work_id bigint NOT NULL, CONSTRAINT research_workversion_number_check CHECK ((number >= 0)) );
ALTER TABLE research_workversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME research_workversion_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE returns_return ( id bigint NOT NULL, state character varying(12) NOT NULL, answers jsonb NOT NULL, is_unchanged boolean NOT NULL, note text NOT NULL, version integer NOT NULL, saved_at timestamp with time zone, sent_at timestamp with time zone, accepted_at timestamp with time zone, accepted_by_id bigint, organisation_id bigint NOT NULL, sent_by_id bigint, round_id bigint NOT NULL, saved_from character varying(24) NOT NULL, confirmed_by character varying(200) NOT NULL, table_id bigint, CONSTRAINT returns_return_version_check CHECK ((version >= 0)) );
ALTER TABLE returns_return ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME returns_return_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE returns_returnround ( id bigint NOT NULL, year smallint NOT NULL, closes_on date, created_at timestamp with time zone NOT NULL, closed_at timestamp with time zone, created_by_id bigint, CONSTRAINT returns_returnround_year_check CHECK ((year >= 0)) );
CREATE TABLE returns_returnround_asked ( id bigint NOT NULL, returnround_id bigint NOT NULL, organisation_id bigint NOT NULL );
ALTER TABLE returns_returnround_asked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME returns_returnround_asked_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE returns_returnround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME returns_returnround_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE returns_returntable ( id bigint NOT NULL, file_name character varying(200) NOT NULL, rows jsonb NOT NULL, before jsonb NOT NULL, created_at timestamp with time zone NOT NULL, confirmed_at timestamp with time zone, undone_at timestamp with time zone, created_by_id bigint, round_id bigint NOT NULL );
ALTER TABLE returns_returntable ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME returns_returntable_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE taggit_tag ( id integer NOT NULL, name character varying(100) NOT NULL, slug character varying(100) NOT NULL );
ALTER TABLE taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME taggit_tag_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE taggit_taggeditem ( id integer NOT NULL, object_id integer NOT NULL, content_type_id integer NOT NULL, tag_id integer NOT NULL );
ALTER TABLE taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME taggit_taggeditem_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_localesynchronization ( id integer NOT NULL, locale_id integer NOT NULL, sync_from_id integer NOT NULL );
ALTER TABLE wagtail_localize_localesynchronization ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_localesynchronization_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_overridablesegment ( id integer NOT NULL, "order" integer NOT NULL, data_json text NOT NULL, context_id integer NOT NULL, source_id integer NOT NULL, CONSTRAINT wagtail_localize_overridablesegment_order_check CHECK (("order" >= 0)) );
ALTER TABLE wagtail_localize_overridablesegment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_overridablesegment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_relatedobjectsegment ( id integer NOT NULL, "order" integer NOT NULL, context_id integer NOT NULL, object_id uuid NOT NULL, source_id integer NOT NULL, CONSTRAINT wagtail_localize_relatedobjectsegment_order_check CHECK (("order" >= 0)) );
ALTER TABLE wagtail_localize_relatedobjectsegment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_relatedobjectsegment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_segmentoverride ( id integer NOT NULL, created_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, data_json text NOT NULL, has_error boolean NOT NULL, field_error text NOT NULL, context_id integer, last_translated_by_id bigint, locale_id integer NOT NULL );
ALTER TABLE wagtail_localize_segmentoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_segmentoverride_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_string ( id integer NOT NULL, data_hash uuid NOT NULL, data text NOT NULL, locale_id integer NOT NULL );
ALTER TABLE wagtail_localize_string ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_string_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_stringsegment ( id integer NOT NULL, "order" integer NOT NULL, attrs text NOT NULL, context_id integer NOT NULL, source_id integer NOT NULL, string_id integer NOT NULL, CONSTRAINT wagtail_localize_stringsegment_order_check CHECK (("order" >= 0)) );
ALTER TABLE wagtail_localize_stringsegment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_stringsegment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_stringtranslation ( id integer NOT NULL, data text NOT NULL, created_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, context_id integer, locale_id integer NOT NULL, translation_of_id integer NOT NULL, tool_name character varying(255) NOT NULL, translation_type character varying(20) NOT NULL, last_translated_by_id bigint, field_error text NOT NULL, has_error boolean NOT NULL );
ALTER TABLE wagtail_localize_stringtranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_stringtranslation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_template ( id integer NOT NULL, uuid uuid NOT NULL, template text NOT NULL, template_format character varying(100) NOT NULL, string_count integer NOT NULL, CONSTRAINT wagtail_localize_template_string_count_check CHECK ((string_count >= 0)) );
ALTER TABLE wagtail_localize_template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_template_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_templatesegment ( id integer NOT NULL, "order" integer NOT NULL, context_id integer NOT NULL, source_id integer NOT NULL, template_id integer NOT NULL, CONSTRAINT wagtail_localize_templatesegment_order_check CHECK (("order" >= 0)) );
ALTER TABLE wagtail_localize_templatesegment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_templatesegment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_translatableobject ( translation_key uuid NOT NULL, content_type_id integer NOT NULL );
CREATE TABLE wagtail_localize_translation ( id integer NOT NULL, uuid uuid NOT NULL, created_at timestamp with time zone NOT NULL, translations_last_updated_at timestamp with time zone, destination_last_updated_at timestamp with time zone, enabled boolean NOT NULL, source_id integer NOT NULL, target_locale_id integer NOT NULL );
ALTER TABLE wagtail_localize_translation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_translation_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_translationcontext ( id integer NOT NULL, path_id uuid NOT NULL, path text NOT NULL, object_id uuid NOT NULL, field_path text NOT NULL );
ALTER TABLE wagtail_localize_translationcontext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_translationcontext_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_translationlog ( id integer NOT NULL, created_at timestamp with time zone NOT NULL, locale_id integer NOT NULL, revision_id integer, source_id integer NOT NULL );
ALTER TABLE wagtail_localize_translationlog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_translationlog_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtail_localize_translationsource ( id integer NOT NULL, object_repr text NOT NULL, content_json text NOT NULL, created_at timestamp with time zone NOT NULL, locale_id integer NOT NULL, object_id uuid NOT NULL, specific_content_type_id integer NOT NULL, last_updated_at timestamp with time zone NOT NULL, schema_version character varying(255) NOT NULL );
ALTER TABLE wagtail_localize_translationsource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtail_localize_translationsource_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailadmin_admin ( id integer NOT NULL );
ALTER TABLE wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailadmin_admin_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailadmin_editingsession ( id integer NOT NULL, object_id character varying(255) NOT NULL, last_seen_at timestamp with time zone NOT NULL, content_type_id integer NOT NULL, user_id bigint NOT NULL, is_editing boolean NOT NULL );
ALTER TABLE wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailadmin_editingsession_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailadmin_formstate ( id integer NOT NULL, data text NOT NULL, object_id character varying(255) NOT NULL, parent_object_id character varying(255) NOT NULL, last_updated_at timestamp with time zone NOT NULL, content_type_id integer NOT NULL, user_id bigint NOT NULL );
ALTER TABLE wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailadmin_formstate_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_apitoken ( id integer NOT NULL, name character varying(255) NOT NULL, key_hash character varying(64) NOT NULL, prefix character varying(16) NOT NULL, created timestamp with time zone NOT NULL, revoked_at timestamp with time zone, last_used_at timestamp with time zone, user_id bigint NOT NULL );
ALTER TABLE wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_apitoken_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_collection ( id integer NOT NULL, path character varying(255) NOT NULL COLLATE pg_catalog."C", depth integer NOT NULL, numchild integer NOT NULL, name character varying(255) NOT NULL, CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)), CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0)) );
ALTER TABLE wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_collection_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_collectionviewrestriction ( id integer NOT NULL, restriction_type character varying(20) NOT NULL, password character varying(255) NOT NULL, collection_id integer NOT NULL );
CREATE TABLE wagtailcore_collectionviewrestriction_groups ( id bigint NOT NULL, collectionviewrestriction_id integer NOT NULL, group_id integer NOT NULL );
ALTER TABLE wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_collectionviewrestriction_groups_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_collectionviewrestriction_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_comment ( id integer NOT NULL, text text NOT NULL, contentpath text NOT NULL, "position" text NOT NULL, created_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, resolved_at timestamp with time zone, page_id integer NOT NULL, resolved_by_id bigint, revision_created_id integer, user_id bigint NOT NULL );
ALTER TABLE wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_comment_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_commentreply ( id integer NOT NULL, text text NOT NULL, created_at timestamp with time zone NOT NULL, updated_at timestamp with time zone NOT NULL, comment_id integer NOT NULL, user_id bigint NOT NULL );
ALTER TABLE wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_commentreply_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_groupapprovaltask ( task_ptr_id integer NOT NULL );
CREATE TABLE wagtailcore_groupapprovaltask_groups ( id bigint NOT NULL, groupapprovaltask_id integer NOT NULL, group_id integer NOT NULL );
ALTER TABLE wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_groupapprovaltask_groups_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_groupcollectionpermission ( id integer NOT NULL, collection_id integer NOT NULL, group_id integer NOT NULL, permission_id integer NOT NULL );
ALTER TABLE wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_groupcollectionpermission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_grouppagepermission ( id integer NOT NULL, group_id integer NOT NULL, page_id integer NOT NULL, permission_id integer NOT NULL );
ALTER TABLE wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_grouppagepermission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_groupsitepermission ( id integer NOT NULL, group_id integer NOT NULL, permission_id integer NOT NULL, site_id integer NOT NULL );
ALTER TABLE wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_groupsitepermission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_locale ( id integer NOT NULL, language_code character varying(100) NOT NULL );
ALTER TABLE wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_locale_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_modellogentry ( id integer NOT NULL, label text NOT NULL, action character varying(255) NOT NULL, data jsonb NOT NULL, "timestamp" timestamp with time zone NOT NULL, content_changed boolean NOT NULL, deleted boolean NOT NULL, object_id character varying(255) NOT NULL, content_type_id integer, user_id bigint, uuid uuid, revision_id integer );
ALTER TABLE wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_modellogentry_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_page ( id integer NOT NULL, path character varying(255) NOT NULL COLLATE pg_catalog."C", depth integer NOT NULL, numchild integer NOT NULL, title character varying(255) NOT NULL, slug character varying(255) NOT NULL, live boolean NOT NULL, has_unpublished_changes boolean NOT NULL, url_path text NOT NULL, seo_title character varying(255) NOT NULL, show_in_menus boolean NOT NULL, search_description text NOT NULL, go_live_at timestamp with time zone, expire_at timestamp with time zone, expired boolean NOT NULL, content_type_id integer NOT NULL, owner_id bigint, locked boolean NOT NULL, latest_revision_created_at timestamp with time zone, first_published_at timestamp with time zone, live_revision_id integer, last_published_at timestamp with time zone, draft_title character varying(255) NOT NULL, locked_at timestamp with time zone, locked_by_id bigint, translation_key uuid NOT NULL, locale_id integer NOT NULL, alias_of_id integer, latest_revision_id integer, CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)), CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0)) );
ALTER TABLE wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_page_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_pagelogentry ( id integer NOT NULL, label text NOT NULL, action character varying(255) NOT NULL, data jsonb NOT NULL, "timestamp" timestamp with time zone NOT NULL, content_changed boolean NOT NULL, deleted boolean NOT NULL, content_type_id integer, page_id integer NOT NULL, revision_id integer, user_id bigint, uuid uuid );
ALTER TABLE wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_pagelogentry_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_revision ( id integer NOT NULL, created_at timestamp with time zone NOT NULL, content jsonb NOT NULL, approved_go_live_at timestamp with time zone, object_id character varying(255) NOT NULL, user_id bigint, content_type_id integer NOT NULL, base_content_type_id integer NOT NULL, object_str text NOT NULL );
ALTER TABLE wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_pagerevision_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_pagesubscription ( id integer NOT NULL, comment_notifications boolean NOT NULL, page_id integer NOT NULL, user_id bigint NOT NULL );
ALTER TABLE wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_pagesubscription_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_pageviewrestriction ( id integer NOT NULL, password character varying(255) NOT NULL, page_id integer NOT NULL, restriction_type character varying(20) NOT NULL );
CREATE TABLE wagtailcore_pageviewrestriction_groups ( id bigint NOT NULL, pageviewrestriction_id integer NOT NULL, group_id integer NOT NULL );
ALTER TABLE wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_pageviewrestriction_groups_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
ALTER TABLE wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_pageviewrestriction_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_referenceindex ( id integer NOT NULL, object_id character varying(255) NOT NULL, to_object_id character varying(255) NOT NULL, model_path text NOT NULL, content_path text NOT NULL, content_path_hash uuid NOT NULL, base_content_type_id integer NOT NULL, content_type_id integer NOT NULL, to_content_type_id integer NOT NULL );
ALTER TABLE wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_referenceindex_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_site ( id integer NOT NULL, hostname character varying(255) NOT NULL, port integer NOT NULL, is_default_site boolean NOT NULL, root_page_id integer NOT NULL, site_name character varying(255) NOT NULL );
ALTER TABLE wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_site_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_task ( id integer NOT NULL, name character varying(255) NOT NULL, active boolean NOT NULL, content_type_id integer NOT NULL );
ALTER TABLE wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_task_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_taskstate ( id integer NOT NULL, status character varying(50) NOT NULL, started_at timestamp with time zone NOT NULL, finished_at timestamp with time zone, content_type_id integer NOT NULL, revision_id integer NOT NULL, task_id integer NOT NULL, workflow_state_id integer NOT NULL, finished_by_id bigint, comment text NOT NULL );
ALTER TABLE wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_taskstate_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_uploadedfile ( id integer NOT NULL, file character varying(200) NOT NULL, for_content_type_id integer, uploaded_by_user_id bigint );
ALTER TABLE wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_uploadedfile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_workflow ( id integer NOT NULL, name character varying(255) NOT NULL, active boolean NOT NULL );
ALTER TABLE wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_workflow_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_workflowcontenttype ( content_type_id integer NOT NULL, workflow_id integer NOT NULL );
CREATE TABLE wagtailcore_workflowpage ( page_id integer NOT NULL, workflow_id integer NOT NULL );
CREATE TABLE wagtailcore_workflowstate ( id integer NOT NULL, status character varying(50) NOT NULL, created_at timestamp with time zone NOT NULL, current_task_state_id integer, object_id character varying(255) NOT NULL, requested_by_id bigint, workflow_id integer NOT NULL, content_type_id integer NOT NULL, base_content_type_id integer NOT NULL );
ALTER TABLE wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_workflowstate_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailcore_workflowtask ( id integer NOT NULL, sort_order integer, task_id integer NOT NULL, workflow_id integer NOT NULL );
ALTER TABLE wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailcore_workflowtask_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtaildocs_document ( id integer NOT NULL, title character varying(255) NOT NULL, file character varying(100) NOT NULL, created_at timestamp with time zone NOT NULL, uploaded_by_user_id bigint, collection_id integer NOT NULL, file_size bigint, file_hash character varying(40) NOT NULL, CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0)) );
ALTER TABLE wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtaildocs_document_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailembeds_embed ( id integer NOT NULL, url text NOT NULL, max_width smallint, type character varying(10) NOT NULL, html text NOT NULL, title text NOT NULL, author_name text NOT NULL, provider_name text NOT NULL, thumbnail_url text NOT NULL, width integer, height integer, last_updated timestamp with time zone NOT NULL, hash character varying(32) NOT NULL, cache_until timestamp with time zone );
ALTER TABLE wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailembeds_embed_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailforms_formsubmission ( id integer NOT NULL, form_data jsonb NOT NULL, submit_time timestamp with time zone NOT NULL, page_id integer NOT NULL );
ALTER TABLE wagtailforms_formsubmission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailforms_formsubmission_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailimages_image ( id integer NOT NULL, title character varying(255) NOT NULL, file character varying(100) NOT NULL, width integer NOT NULL, height integer NOT NULL, created_at timestamp with time zone NOT NULL, focal_point_x integer, focal_point_y integer, focal_point_width integer, focal_point_height integer, uploaded_by_user_id bigint, file_size integer, collection_id integer NOT NULL, file_hash character varying(40) NOT NULL, description character varying(255) NOT NULL, CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)), CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)), CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)), CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)), CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0)) );
ALTER TABLE wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailimages_image_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailimages_rendition ( id integer NOT NULL, file character varying(100) NOT NULL, width integer NOT NULL, height integer NOT NULL, focal_point_key character varying(16) NOT NULL, filter_spec character varying(255) NOT NULL, image_id integer NOT NULL );
ALTER TABLE wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailimages_rendition_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailredirects_redirect ( id integer NOT NULL, old_path character varying(255) NOT NULL, is_permanent boolean NOT NULL, redirect_link character varying(255) NOT NULL, redirect_page_id integer, site_id integer, automatically_created boolean NOT NULL, created_at timestamp with time zone, redirect_page_route_path character varying(255) NOT NULL );
ALTER TABLE wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailredirects_redirect_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailsearch_indexentry ( id integer NOT NULL, object_id character varying(50) NOT NULL, title_norm double precision NOT NULL, content_type_id integer NOT NULL, autocomplete tsvector NOT NULL, title tsvector NOT NULL, body tsvector NOT NULL, title_text text NOT NULL, body_text text NOT NULL );
ALTER TABLE wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailsearch_indexentry_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
CREATE TABLE wagtailusers_userprofile ( id integer NOT NULL, submitted_notifications boolean NOT NULL, approved_notifications boolean NOT NULL, rejected_notifications boolean NOT NULL, user_id bigint NOT NULL, preferred_language character varying(10) NOT NULL, current_time_zone character varying(40) NOT NULL, avatar character varying(100) NOT NULL, updated_comments_notifications boolean NOT NULL, dismissibles jsonb NOT NULL, theme character varying(40) NOT NULL, density character varying(40) NOT NULL, contrast character varying(40) NOT NULL, keyboard_shortcuts boolean NOT NULL );
ALTER TABLE wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY ( SEQUENCE NAME wagtailusers_userprofile_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 );
INSERT INTO auth_group VALUES (1, 'Moderators');
INSERT INTO auth_group VALUES (2, 'Editors');
INSERT INTO auth_group_permissions VALUES (1, 1, 109);
INSERT INTO auth_group_permissions VALUES (2, 2, 109);
INSERT INTO auth_group_permissions VALUES (3, 1, 110);
INSERT INTO auth_group_permissions VALUES (4, 2, 110);
INSERT INTO auth_group_permissions VALUES (5, 1, 112);
INSERT INTO auth_group_permissions VALUES (6, 1, 113);
INSERT INTO auth_group_permissions VALUES (7, 1, 111);
INSERT INTO auth_group_permissions VALUES (8, 2, 112);
INSERT INTO auth_group_permissions VALUES (9, 2, 113);
INSERT INTO auth_group_permissions VALUES (10, 2, 111);
INSERT INTO auth_group_permissions VALUES (11, 1, 114);
INSERT INTO auth_group_permissions VALUES (12, 2, 114);
INSERT INTO auth_group_permissions VALUES (13, 1, 115);
INSERT INTO auth_group_permissions VALUES (14, 1, 116);
INSERT INTO auth_group_permissions VALUES (15, 1, 117);
INSERT INTO auth_group_permissions VALUES (16, 2, 115);
INSERT INTO auth_group_permissions VALUES (17, 2, 116);
INSERT INTO auth_group_permissions VALUES (18, 2, 117);
INSERT INTO auth_group_permissions VALUES (19, 1, 118);
INSERT INTO auth_group_permissions VALUES (20, 2, 118);
INSERT INTO auth_permission VALUES (1, 'Can add locale', 3, 'add_locale');
INSERT INTO auth_permission VALUES (2, 'Can change locale', 3, 'change_locale');
INSERT INTO auth_permission VALUES (3, 'Can delete locale', 3, 'delete_locale');
INSERT INTO auth_permission VALUES (4, 'Can view locale', 3, 'view_locale');
INSERT INTO auth_permission VALUES (5, 'Can add site', 4, 'add_site');
INSERT INTO auth_permission VALUES (6, 'Can change site', 4, 'change_site');
INSERT INTO auth_permission VALUES (7, 'Can delete site', 4, 'delete_site');
INSERT INTO auth_permission VALUES (8, 'Can view site', 4, 'view_site');
INSERT INTO auth_permission VALUES (9, 'Can add group site permission', 5, 'add_groupsitepermission');
INSERT INTO auth_permission VALUES (10, 'Can change group site permission', 5, 'change_groupsitepermission');
INSERT INTO auth_permission VALUES (11, 'Can delete group site permission', 5, 'delete_groupsitepermission');
INSERT INTO auth_permission VALUES (12, 'Can view group site permission', 5, 'view_groupsitepermission');
INSERT INTO auth_permission VALUES (13, 'Can add API token', 6, 'add_apitoken');
INSERT INTO auth_permission VALUES (14, 'Can change API token', 6, 'change_apitoken');
INSERT INTO auth_permission VALUES (15, 'Can delete API token', 6, 'delete_apitoken');
INSERT INTO auth_permission VALUES (16, 'Can view API token', 6, 'view_apitoken');
INSERT INTO auth_permission VALUES (17, 'Can add model log entry', 7, 'add_modellogentry');
INSERT INTO auth_permission VALUES (18, 'Can change model log entry', 7, 'change_modellogentry');
INSERT INTO auth_permission VALUES (19, 'Can delete model log entry', 7, 'delete_modellogentry');
INSERT INTO auth_permission VALUES (20, 'Can view model log entry', 7, 'view_modellogentry');
INSERT INTO auth_permission VALUES (21, 'Can add revision', 8, 'add_revision');
INSERT INTO auth_permission VALUES (22, 'Can change revision', 8, 'change_revision');
INSERT INTO auth_permission VALUES (23, 'Can delete revision', 8, 'delete_revision');
INSERT INTO auth_permission VALUES (24, 'Can view revision', 8, 'view_revision');
INSERT INTO auth_permission VALUES (25, 'Can add collection view restriction', 9, 'add_collectionviewrestriction');
INSERT INTO auth_permission VALUES (26, 'Can change collection view restriction', 9, 'change_collectionviewrestriction');
INSERT INTO auth_permission VALUES (27, 'Can delete collection view restriction', 9, 'delete_collectionviewrestriction');
INSERT INTO auth_permission VALUES (28, 'Can view collection view restriction', 9, 'view_collectionviewrestriction');
INSERT INTO auth_permission VALUES (29, 'Can add collection', 10, 'add_collection');
INSERT INTO auth_permission VALUES (30, 'Can change collection', 10, 'change_collection');
INSERT INTO auth_permission VALUES (31, 'Can delete collection', 10, 'delete_collection');
INSERT INTO auth_permission VALUES (32, 'Can view collection', 10, 'view_collection');
INSERT INTO auth_permission VALUES (33, 'Can add group collection permission', 11, 'add_groupcollectionpermission');
INSERT INTO auth_permission VALUES (34, 'Can change group collection permission', 11, 'change_groupcollectionpermission');
INSERT INTO auth_permission VALUES (35, 'Can delete group collection permission', 11, 'delete_groupcollectionpermission');
INSERT INTO auth_permission VALUES (36, 'Can view group collection permission', 11, 'view_groupcollectionpermission');
INSERT INTO auth_permission VALUES (37, 'Can add uploaded file', 12, 'add_uploadedfile');
INSERT INTO auth_permission VALUES (38, 'Can change uploaded file', 12, 'change_uploadedfile');
INSERT INTO auth_permission VALUES (39, 'Can delete uploaded file', 12, 'delete_uploadedfile');
INSERT INTO auth_permission VALUES (40, 'Can view uploaded file', 12, 'view_uploadedfile');
INSERT INTO auth_permission VALUES (41, 'Can add workflow content type', 13, 'add_workflowcontenttype');
INSERT INTO auth_permission VALUES (42, 'Can change workflow content type', 13, 'change_workflowcontenttype');
INSERT INTO auth_permission VALUES (43, 'Can delete workflow content type', 13, 'delete_workflowcontenttype');
INSERT INTO auth_permission VALUES (44, 'Can view workflow content type', 13, 'view_workflowcontenttype');
INSERT INTO auth_permission VALUES (45, 'Can add Workflow state', 14, 'add_workflowstate');
INSERT INTO auth_permission VALUES (46, 'Can change Workflow state', 14, 'change_workflowstate');
INSERT INTO auth_permission VALUES (47, 'Can delete Workflow state', 14, 'delete_workflowstate');
INSERT INTO auth_permission VALUES (48, 'Can view Workflow state', 14, 'view_workflowstate');
INSERT INTO auth_permission VALUES (49, 'Can add workflow', 15, 'add_workflow');
INSERT INTO auth_permission VALUES (50, 'Can change workflow', 15, 'change_workflow');
INSERT INTO auth_permission VALUES (51, 'Can delete workflow', 15, 'delete_workflow');
INSERT INTO auth_permission VALUES (52, 'Can view workflow', 15, 'view_workflow');
INSERT INTO auth_permission VALUES (53, 'Can add workflow task order', 16, 'add_workflowtask');
INSERT INTO auth_permission VALUES (54, 'Can change workflow task order', 16, 'change_workflowtask');
INSERT INTO auth_permission VALUES (55, 'Can delete workflow task order', 16, 'delete_workflowtask');
INSERT INTO auth_permission VALUES (56, 'Can view workflow task order', 16, 'view_workflowtask');
INSERT INTO auth_permission VALUES (57, 'Can add task', 17, 'add_task');
INSERT INTO auth_permission VALUES (58, 'Can change task', 17, 'change_task');
INSERT INTO auth_permission VALUES (59, 'Can delete task', 17, 'delete_task');
INSERT INTO auth_permission VALUES (60, 'Can view task', 17, 'view_task');
INSERT INTO auth_permission VALUES (61, 'Can add Group approval task', 2, 'add_groupapprovaltask');
INSERT INTO auth_permission VALUES (62, 'Can change Group approval task', 2, 'change_groupapprovaltask');
INSERT INTO auth_permission VALUES (63, 'Can delete Group approval task', 2, 'delete_groupapprovaltask');
INSERT INTO auth_permission VALUES (64, 'Can view Group approval task', 2, 'view_groupapprovaltask');
INSERT INTO auth_permission VALUES (65, 'Can add Task state', 18, 'add_taskstate');
INSERT INTO auth_permission VALUES (66, 'Can change Task state', 18, 'change_taskstate');
INSERT INTO auth_permission VALUES (67, 'Can delete Task state', 18, 'delete_taskstate');
INSERT INTO auth_permission VALUES (68, 'Can view Task state', 18, 'view_taskstate');
INSERT INTO auth_permission VALUES (69, 'Can add page', 1, 'add_page');
INSERT INTO auth_permission VALUES (70, 'Can change page', 1, 'change_page');
INSERT INTO auth_permission VALUES (71, 'Can delete page', 1, 'delete_page');
INSERT INTO auth_permission VALUES (72, 'Can view page', 1, 'view_page');
INSERT INTO auth_permission VALUES (73, 'Delete pages with children', 1, 'bulk_delete_page');
INSERT INTO auth_permission VALUES (74, 'Lock/unlock pages you''ve locked', 1, 'lock_page');
INSERT INTO auth_permission VALUES (75, 'Publish any page', 1, 'publish_page');
INSERT INTO auth_permission VALUES (76, 'Unlock any page', 1, 'unlock_page');
INSERT INTO auth_permission VALUES (77, 'Can add group page permission', 19, 'add_grouppagepermission');
INSERT INTO auth_permission VALUES (78, 'Can change group page permission', 19, 'change_grouppagepermission');
INSERT INTO auth_permission VALUES (79, 'Can delete group page permission', 19, 'delete_grouppagepermission');
INSERT INTO auth_permission VALUES (80, 'Can view group page permission', 19, 'view_grouppagepermission');
INSERT INTO auth_permission VALUES (81, 'Can add page view restriction', 20, 'add_pageviewrestriction');
INSERT INTO auth_permission VALUES (82, 'Can change page view restriction', 20, 'change_pageviewrestriction');
INSERT INTO auth_permission VALUES (83, 'Can delete page view restriction', 20, 'delete_pageviewrestriction');
INSERT INTO auth_permission VALUES (84, 'Can view page view restriction', 20, 'view_pageviewrestriction');
INSERT INTO auth_permission VALUES (85, 'Can add workflow page', 21, 'add_workflowpage');
INSERT INTO auth_permission VALUES (86, 'Can change workflow page', 21, 'change_workflowpage');
INSERT INTO auth_permission VALUES (87, 'Can delete workflow page', 21, 'delete_workflowpage');
INSERT INTO auth_permission VALUES (88, 'Can view workflow page', 21, 'view_workflowpage');
INSERT INTO auth_permission VALUES (89, 'Can add page log entry', 22, 'add_pagelogentry');
INSERT INTO auth_permission VALUES (90, 'Can change page log entry', 22, 'change_pagelogentry');
INSERT INTO auth_permission VALUES (91, 'Can delete page log entry', 22, 'delete_pagelogentry');
INSERT INTO auth_permission VALUES (92, 'Can view page log entry', 22, 'view_pagelogentry');
INSERT INTO auth_permission VALUES (93, 'Can add comment', 23, 'add_comment');
INSERT INTO auth_permission VALUES (94, 'Can change comment', 23, 'change_comment');
INSERT INTO auth_permission VALUES (95, 'Can delete comment', 23, 'delete_comment');
INSERT INTO auth_permission VALUES (96, 'Can view comment', 23, 'view_comment');
INSERT INTO auth_permission VALUES (97, 'Can add comment reply', 24, 'add_commentreply');
INSERT INTO auth_permission VALUES (98, 'Can change comment reply', 24, 'change_commentreply');
INSERT INTO auth_permission VALUES (99, 'Can delete comment reply', 24, 'delete_commentreply');
INSERT INTO auth_permission VALUES (100, 'Can view comment reply', 24, 'view_commentreply');
INSERT INTO auth_permission VALUES (101, 'Can add page subscription', 25, 'add_pagesubscription');
INSERT INTO auth_permission VALUES (102, 'Can change page subscription', 25, 'change_pagesubscription');
INSERT INTO auth_permission VALUES (103, 'Can delete page subscription', 25, 'delete_pagesubscription');
INSERT INTO auth_permission VALUES (104, 'Can view page subscription', 25, 'view_pagesubscription');
INSERT INTO auth_permission VALUES (105, 'Can add reference index', 26, 'add_referenceindex');
INSERT INTO auth_permission VALUES (106, 'Can change reference index', 26, 'change_referenceindex');
INSERT INTO auth_permission VALUES (107, 'Can delete reference index', 26, 'delete_referenceindex');
INSERT INTO auth_permission VALUES (108, 'Can view reference index', 26, 'view_referenceindex');
INSERT INTO auth_permission VALUES (109, 'Can submit translations', 27, 'submit_translation');
INSERT INTO auth_permission VALUES (110, 'Can access Wagtail admin', 28, 'access_admin');
INSERT INTO auth_permission VALUES (111, 'Can add document', 29, 'add_document');
INSERT INTO auth_permission VALUES (112, 'Can change document', 29, 'change_document');
INSERT INTO auth_permission VALUES (113, 'Can delete document', 29, 'delete_document');
INSERT INTO auth_permission VALUES (114, 'Can choose document', 29, 'choose_document');
INSERT INTO auth_permission VALUES (115, 'Can add image', 30, 'add_image');
INSERT INTO auth_permission VALUES (116, 'Can change image', 30, 'change_image');
INSERT INTO auth_permission VALUES (117, 'Can delete image', 30, 'delete_image');
INSERT INTO auth_permission VALUES (118, 'Can choose image', 30, 'choose_image');
INSERT INTO auth_permission VALUES (119, 'Can add user', 31, 'add_user');
INSERT INTO auth_permission VALUES (120, 'Can change user', 31, 'change_user');
INSERT INTO auth_permission VALUES (121, 'Can delete user', 31, 'delete_user');
INSERT INTO auth_permission VALUES (122, 'Can view user', 31, 'view_user');
INSERT INTO auth_permission VALUES (123, 'Can add device', 32, 'add_device');
INSERT INTO auth_permission VALUES (124, 'Can change device', 32, 'change_device');
INSERT INTO auth_permission VALUES (125, 'Can delete device', 32, 'delete_device');
INSERT INTO auth_permission VALUES (126, 'Can view device', 32, 'view_device');
INSERT INTO auth_permission VALUES (127, 'Can add guess', 33, 'add_guess');
INSERT INTO auth_permission VALUES (128, 'Can change guess', 33, 'change_guess');
INSERT INTO auth_permission VALUES (129, 'Can delete guess', 33, 'delete_guess');
INSERT INTO auth_permission VALUES (130, 'Can view guess', 33, 'view_guess');
INSERT INTO auth_permission VALUES (131, 'Can add session', 34, 'add_session');
INSERT INTO auth_permission VALUES (132, 'Can change session', 34, 'change_session');
INSERT INTO auth_permission VALUES (133, 'Can delete session', 34, 'delete_session');
INSERT INTO auth_permission VALUES (134, 'Can view session', 34, 'view_session');
INSERT INTO auth_permission VALUES (135, 'Can add request count', 35, 'add_requestcount');
INSERT INTO auth_permission VALUES (136, 'Can change request count', 35, 'change_requestcount');
INSERT INTO auth_permission VALUES (137, 'Can delete request count', 35, 'delete_requestcount');
INSERT INTO auth_permission VALUES (138, 'Can view request count', 35, 'view_requestcount');
INSERT INTO auth_permission VALUES (139, 'Can add audit entry', 36, 'add_auditentry');
INSERT INTO auth_permission VALUES (140, 'Can change audit entry', 36, 'change_auditentry');
INSERT INTO auth_permission VALUES (141, 'Can delete audit entry', 36, 'delete_auditentry');
INSERT INTO auth_permission VALUES (142, 'Can view audit entry', 36, 'view_auditentry');
INSERT INTO auth_permission VALUES (143, 'Can add mail', 37, 'add_mail');
INSERT INTO auth_permission VALUES (144, 'Can change mail', 37, 'change_mail');
INSERT INTO auth_permission VALUES (145, 'Can delete mail', 37, 'delete_mail');
INSERT INTO auth_permission VALUES (146, 'Can view mail', 37, 'view_mail');
INSERT INTO auth_permission VALUES (147, 'Can add follower', 38, 'add_follower');
INSERT INTO auth_permission VALUES (148, 'Can change follower', 38, 'change_follower');
INSERT INTO auth_permission VALUES (149, 'Can delete follower', 38, 'delete_follower');
INSERT INTO auth_permission VALUES (150, 'Can view follower', 38, 'view_follower');
INSERT INTO auth_permission VALUES (151, 'Can add following', 39, 'add_following');
INSERT INTO auth_permission VALUES (152, 'Can change following', 39, 'change_following');
INSERT INTO auth_permission VALUES (153, 'Can delete following', 39, 'delete_following');
INSERT INTO auth_permission VALUES (154, 'Can view following', 39, 'view_following');
INSERT INTO auth_permission VALUES (155, 'Can add job', 40, 'add_job');
INSERT INTO auth_permission VALUES (156, 'Can change job', 40, 'change_job');
INSERT INTO auth_permission VALUES (157, 'Can delete job', 40, 'delete_job');
INSERT INTO auth_permission VALUES (158, 'Can view job', 40, 'view_job');
INSERT INTO auth_permission VALUES (159, 'Can add organisation', 41, 'add_organisation');
INSERT INTO auth_permission VALUES (160, 'Can change organisation', 41, 'change_organisation');
INSERT INTO auth_permission VALUES (161, 'Can delete organisation', 41, 'delete_organisation');
INSERT INTO auth_permission VALUES (162, 'Can view organisation', 41, 'view_organisation');
INSERT INTO auth_permission VALUES (163, 'Can add seat', 42, 'add_seat');
INSERT INTO auth_permission VALUES (164, 'Can change seat', 42, 'change_seat');
INSERT INTO auth_permission VALUES (165, 'Can delete seat', 42, 'delete_seat');
INSERT INTO auth_permission VALUES (166, 'Can view seat', 42, 'view_seat');
INSERT INTO auth_permission VALUES (167, 'Can add calendar', 43, 'add_calendar');
INSERT INTO auth_permission VALUES (168, 'Can change calendar', 43, 'change_calendar');
INSERT INTO auth_permission VALUES (169, 'Can delete calendar', 43, 'delete_calendar');
INSERT INTO auth_permission VALUES (170, 'Can view calendar', 43, 'view_calendar');
INSERT INTO auth_permission VALUES (171, 'Can add calendar day', 44, 'add_calendarday');
INSERT INTO auth_permission VALUES (172, 'Can change calendar day', 44, 'change_calendarday');
INSERT INTO auth_permission VALUES (173, 'Can delete calendar day', 44, 'delete_calendarday');
INSERT INTO auth_permission VALUES (174, 'Can view calendar day', 44, 'view_calendarday');
INSERT INTO auth_permission VALUES (175, 'Can add change event', 45, 'add_changeevent');
INSERT INTO auth_permission VALUES (176, 'Can change change event', 45, 'change_changeevent');
INSERT INTO auth_permission VALUES (177, 'Can delete change event', 45, 'delete_changeevent');
INSERT INTO auth_permission VALUES (178, 'Can view change event', 45, 'view_changeevent');
INSERT INTO auth_permission VALUES (179, 'Can add change side', 46, 'add_changeside');
INSERT INTO auth_permission VALUES (180, 'Can change change side', 46, 'change_changeside');
INSERT INTO auth_permission VALUES (181, 'Can delete change side', 46, 'delete_changeside');
INSERT INTO auth_permission VALUES (182, 'Can view change side', 46, 'view_changeside');
INSERT INTO auth_permission VALUES (183, 'Can add context event', 47, 'add_contextevent');
INSERT INTO auth_permission VALUES (184, 'Can change context event', 47, 'change_contextevent');
INSERT INTO auth_permission VALUES (185, 'Can delete context event', 47, 'delete_contextevent');
INSERT INTO auth_permission VALUES (186, 'Can view context event', 47, 'view_contextevent');
INSERT INTO auth_permission VALUES (187, 'Can add fact', 48, 'add_fact');
INSERT INTO auth_permission VALUES (188, 'Can change fact', 48, 'change_fact');
INSERT INTO auth_permission VALUES (189, 'Can delete fact', 48, 'delete_fact');
INSERT INTO auth_permission VALUES (190, 'Can view fact', 48, 'view_fact');
INSERT INTO auth_permission VALUES (191, 'Can add file import', 49, 'add_fileimport');
INSERT INTO auth_permission VALUES (192, 'Can change file import', 49, 'change_fileimport');
INSERT INTO auth_permission VALUES (193, 'Can delete file import', 49, 'delete_fileimport');
INSERT INTO auth_permission VALUES (194, 'Can view file import', 49, 'view_fileimport');
INSERT INTO auth_permission VALUES (195, 'Can add focus area', 50, 'add_focusarea');
INSERT INTO auth_permission VALUES (196, 'Can change focus area', 50, 'change_focusarea');
INSERT INTO auth_permission VALUES (197, 'Can delete focus area', 50, 'delete_focusarea');
INSERT INTO auth_permission VALUES (198, 'Can view focus area', 50, 'view_focusarea');
INSERT INTO auth_permission VALUES (199, 'Can add focus change', 51, 'add_focuschange');
INSERT INTO auth_permission VALUES (200, 'Can change focus change', 51, 'change_focuschange');
INSERT INTO auth_permission VALUES (201, 'Can delete focus change', 51, 'delete_focuschange');
INSERT INTO auth_permission VALUES (202, 'Can view focus change', 51, 'view_focuschange');
INSERT INTO auth_permission VALUES (203, 'Can add former seat', 52, 'add_formerseat');
INSERT INTO auth_permission VALUES (204, 'Can change former seat', 52, 'change_formerseat');
INSERT INTO auth_permission VALUES (205, 'Can delete former seat', 52, 'delete_formerseat');
INSERT INTO auth_permission VALUES (206, 'Can view former seat', 52, 'view_formerseat');
INSERT INTO auth_permission VALUES (207, 'Can add logo file', 53, 'add_logofile');
INSERT INTO auth_permission VALUES (208, 'Can change logo file', 53, 'change_logofile');
INSERT INTO auth_permission VALUES (209, 'Can delete logo file', 53, 'delete_logofile');
INSERT INTO auth_permission VALUES (210, 'Can view logo file', 53, 'view_logofile');
INSERT INTO auth_permission VALUES (211, 'Can add membership', 54, 'add_membership');
INSERT INTO auth_permission VALUES (212, 'Can change membership', 54, 'change_membership');
INSERT INTO auth_permission VALUES (213, 'Can delete membership', 54, 'delete_membership');
INSERT INTO auth_permission VALUES (214, 'Can view membership', 54, 'view_membership');
INSERT INTO auth_permission VALUES (215, 'Can add network', 55, 'add_network');
INSERT INTO auth_permission VALUES (216, 'Can change network', 55, 'change_network');
INSERT INTO auth_permission VALUES (217, 'Can delete network', 55, 'delete_network');
INSERT INTO auth_permission VALUES (218, 'Can view network', 55, 'view_network');
INSERT INTO auth_permission VALUES (219, 'Can add invitation', 56, 'add_invitation');
INSERT INTO auth_permission VALUES (220, 'Can change invitation', 56, 'change_invitation');
INSERT INTO auth_permission VALUES (221, 'Can delete invitation', 56, 'delete_invitation');
INSERT INTO auth_permission VALUES (222, 'Can view invitation', 56, 'view_invitation');
INSERT INTO auth_permission VALUES (223, 'Can add coordination', 57, 'add_coordination');
INSERT INTO auth_permission VALUES (224, 'Can change coordination', 57, 'change_coordination');
INSERT INTO auth_permission VALUES (225, 'Can delete coordination', 57, 'delete_coordination');
INSERT INTO auth_permission VALUES (226, 'Can view coordination', 57, 'view_coordination');
INSERT INTO auth_permission VALUES (227, 'Can add duty reminder', 58, 'add_dutyreminder');
INSERT INTO auth_permission VALUES (228, 'Can change duty reminder', 58, 'change_dutyreminder');
INSERT INTO auth_permission VALUES (229, 'Can delete duty reminder', 58, 'delete_dutyreminder');
INSERT INTO auth_permission VALUES (230, 'Can view duty reminder', 58, 'view_dutyreminder');
INSERT INTO auth_permission VALUES (231, 'Can add forwarding line', 59, 'add_forwardingline');
INSERT INTO auth_permission VALUES (232, 'Can change forwarding line', 59, 'change_forwardingline');
INSERT INTO auth_permission VALUES (233, 'Can delete forwarding line', 59, 'delete_forwardingline');
INSERT INTO auth_permission VALUES (234, 'Can view forwarding line', 59, 'view_forwardingline');
INSERT INTO auth_permission VALUES (235, 'Can add membership request', 60, 'add_membershiprequest');
INSERT INTO auth_permission VALUES (236, 'Can change membership request', 60, 'change_membershiprequest');
INSERT INTO auth_permission VALUES (237, 'Can delete membership request', 60, 'delete_membershiprequest');
INSERT INTO auth_permission VALUES (238, 'Can view membership request', 60, 'view_membershiprequest');
INSERT INTO auth_permission VALUES (239, 'Can add former name', 61, 'add_formername');
INSERT INTO auth_permission VALUES (240, 'Can change former name', 61, 'change_formername');
INSERT INTO auth_permission VALUES (241, 'Can delete former name', 61, 'delete_formername');
INSERT INTO auth_permission VALUES (242, 'Can view former name', 61, 'view_formername');
INSERT INTO auth_permission VALUES (243, 'Can add member figures', 62, 'add_memberfigures');
INSERT INTO auth_permission VALUES (244, 'Can change member figures', 62, 'change_memberfigures');
INSERT INTO auth_permission VALUES (245, 'Can delete member figures', 62, 'delete_memberfigures');
INSERT INTO auth_permission VALUES (246, 'Can view member figures', 62, 'view_memberfigures');
INSERT INTO auth_permission VALUES (247, 'Can add return round', 63, 'add_returnround');
INSERT INTO auth_permission VALUES (248, 'Can change return round', 63, 'change_returnround');
INSERT INTO auth_permission VALUES (249, 'Can delete return round', 63, 'delete_returnround');
INSERT INTO auth_permission VALUES (250, 'Can view return round', 63, 'view_returnround');
INSERT INTO auth_permission VALUES (251, 'Can add return', 64, 'add_return');
INSERT INTO auth_permission VALUES (252, 'Can change return', 64, 'change_return');
INSERT INTO auth_permission VALUES (253, 'Can delete return', 64, 'delete_return');
INSERT INTO auth_permission VALUES (254, 'Can view return', 64, 'view_return');
INSERT INTO auth_permission VALUES (255, 'Can add return table', 65, 'add_returntable');
INSERT INTO auth_permission VALUES (256, 'Can change return table', 65, 'change_returntable');
INSERT INTO auth_permission VALUES (257, 'Can delete return table', 65, 'delete_returntable');
INSERT INTO auth_permission VALUES (258, 'Can view return table', 65, 'view_returntable');
INSERT INTO auth_permission VALUES (259, 'Can add exchange', 66, 'add_exchange');
INSERT INTO auth_permission VALUES (260, 'Can change exchange', 66, 'change_exchange');
INSERT INTO auth_permission VALUES (261, 'Can delete exchange', 66, 'delete_exchange');
INSERT INTO auth_permission VALUES (262, 'Can view exchange', 66, 'view_exchange');
INSERT INTO auth_permission VALUES (263, 'Can add checkpoint', 67, 'add_checkpoint');
INSERT INTO auth_permission VALUES (264, 'Can change checkpoint', 67, 'change_checkpoint');
INSERT INTO auth_permission VALUES (265, 'Can delete checkpoint', 67, 'delete_checkpoint');
INSERT INTO auth_permission VALUES (266, 'Can view checkpoint', 67, 'view_checkpoint');
INSERT INTO auth_permission VALUES (267, 'Can add legal ground', 68, 'add_legalground');
INSERT INTO auth_permission VALUES (268, 'Can change legal ground', 68, 'change_legalground');
INSERT INTO auth_permission VALUES (269, 'Can delete legal ground', 68, 'delete_legalground');
INSERT INTO auth_permission VALUES (270, 'Can view legal ground', 68, 'view_legalground');
INSERT INTO auth_permission VALUES (271, 'Can add log key', 69, 'add_logkey');
INSERT INTO auth_permission VALUES (272, 'Can change log key', 69, 'change_logkey');
INSERT INTO auth_permission VALUES (273, 'Can delete log key', 69, 'delete_logkey');
INSERT INTO auth_permission VALUES (274, 'Can view log key', 69, 'view_logkey');
INSERT INTO auth_permission VALUES (275, 'Can add witness', 70, 'add_witness');
INSERT INTO auth_permission VALUES (276, 'Can change witness', 70, 'change_witness');
INSERT INTO auth_permission VALUES (277, 'Can delete witness', 70, 'delete_witness');
INSERT INTO auth_permission VALUES (278, 'Can view witness', 70, 'view_witness');
INSERT INTO auth_permission VALUES (279, 'Can add column mapping', 71, 'add_columnmapping');
INSERT INTO auth_permission VALUES (280, 'Can change column mapping', 71, 'change_columnmapping');
INSERT INTO auth_permission VALUES (281, 'Can delete column mapping', 71, 'delete_columnmapping');
INSERT INTO auth_permission VALUES (282, 'Can view column mapping', 71, 'view_columnmapping');
INSERT INTO auth_permission VALUES (283, 'Can add cosignature', 72, 'add_cosignature');
INSERT INTO auth_permission VALUES (284, 'Can change cosignature', 72, 'change_cosignature');
INSERT INTO auth_permission VALUES (285, 'Can delete cosignature', 72, 'delete_cosignature');
INSERT INTO auth_permission VALUES (286, 'Can view cosignature', 72, 'view_cosignature');
INSERT INTO auth_permission VALUES (287, 'Can add exchange document', 73, 'add_exchangedocument');
INSERT INTO auth_permission VALUES (288, 'Can change exchange document', 73, 'change_exchangedocument');
INSERT INTO auth_permission VALUES (289, 'Can delete exchange document', 73, 'delete_exchangedocument');
INSERT INTO auth_permission VALUES (290, 'Can view exchange document', 73, 'view_exchangedocument');
INSERT INTO auth_permission VALUES (291, 'Can add log entry', 74, 'add_logentry');
INSERT INTO auth_permission VALUES (292, 'Can change log entry', 74, 'change_logentry');
INSERT INTO auth_permission VALUES (293, 'Can delete log entry', 74, 'delete_logentry');
INSERT INTO auth_permission VALUES (294, 'Can view log entry', 74, 'view_logentry');
INSERT INTO auth_permission VALUES (295, 'Can add log opening', 75, 'add_logopening');
INSERT INTO auth_permission VALUES (296, 'Can change log opening', 75, 'change_logopening');
INSERT INTO auth_permission VALUES (297, 'Can delete log opening', 75, 'delete_logopening');
INSERT INTO auth_permission VALUES (298, 'Can view log opening', 75, 'view_logopening');
INSERT INTO auth_permission VALUES (299, 'Can add table import', 76, 'add_tableimport');
INSERT INTO auth_permission VALUES (300, 'Can change table import', 76, 'change_tableimport');
INSERT INTO auth_permission VALUES (301, 'Can delete table import', 76, 'delete_tableimport');
INSERT INTO auth_permission VALUES (302, 'Can view table import', 76, 'view_tableimport');
INSERT INTO auth_permission VALUES (303, 'Can add thread', 77, 'add_thread');
INSERT INTO auth_permission VALUES (304, 'Can change thread', 77, 'change_thread');
INSERT INTO auth_permission VALUES (305, 'Can delete thread', 77, 'delete_thread');
INSERT INTO auth_permission VALUES (306, 'Can view thread', 77, 'view_thread');
INSERT INTO auth_permission VALUES (307, 'Can add count dispute', 78, 'add_countdispute');
INSERT INTO auth_permission VALUES (308, 'Can change count dispute', 78, 'change_countdispute');
INSERT INTO auth_permission VALUES (309, 'Can delete count dispute', 78, 'delete_countdispute');
INSERT INTO auth_permission VALUES (310, 'Can view count dispute', 78, 'view_countdispute');
INSERT INTO auth_permission VALUES (311, 'Can add figure set', 79, 'add_figureset');
INSERT INTO auth_permission VALUES (312, 'Can change figure set', 79, 'change_figureset');
INSERT INTO auth_permission VALUES (313, 'Can delete figure set', 79, 'delete_figureset');
INSERT INTO auth_permission VALUES (314, 'Can view figure set', 79, 'view_figureset');
INSERT INTO auth_permission VALUES (315, 'Can add instrument', 80, 'add_instrument');
INSERT INTO auth_permission VALUES (316, 'Can change instrument', 80, 'change_instrument');
INSERT INTO auth_permission VALUES (317, 'Can delete instrument', 80, 'delete_instrument');
INSERT INTO auth_permission VALUES (318, 'Can view instrument', 80, 'view_instrument');
INSERT INTO auth_permission VALUES (319, 'Can add version', 81, 'add_version');
INSERT INTO auth_permission VALUES (320, 'Can change version', 81, 'change_version');
INSERT INTO auth_permission VALUES (321, 'Can delete version', 81, 'delete_version');
INSERT INTO auth_permission VALUES (322, 'Can view version', 81, 'view_version');
INSERT INTO auth_permission VALUES (323, 'Can add expression', 82, 'add_expression');
INSERT INTO auth_permission VALUES (324, 'Can change expression', 82, 'change_expression');
INSERT INTO auth_permission VALUES (325, 'Can delete expression', 82, 'delete_expression');
INSERT INTO auth_permission VALUES (326, 'Can view expression', 82, 'view_expression');
INSERT INTO auth_permission VALUES (327, 'Can add provision', 83, 'add_provision');
INSERT INTO auth_permission VALUES (328, 'Can change provision', 83, 'change_provision');
INSERT INTO auth_permission VALUES (329, 'Can delete provision', 83, 'delete_provision');
INSERT INTO auth_permission VALUES (330, 'Can view provision', 83, 'view_provision');
INSERT INTO auth_permission VALUES (331, 'Can add draft edition', 84, 'add_draftedition');
INSERT INTO auth_permission VALUES (332, 'Can change draft edition', 84, 'change_draftedition');
INSERT INTO auth_permission VALUES (333, 'Can delete draft edition', 84, 'delete_draftedition');
INSERT INTO auth_permission VALUES (334, 'Can view draft edition', 84, 'view_draftedition');
INSERT INTO auth_permission VALUES (335, 'Can add draft provision', 85, 'add_draftprovision');
INSERT INTO auth_permission VALUES (336, 'Can change draft provision', 85, 'change_draftprovision');
INSERT INTO auth_permission VALUES (337, 'Can delete draft provision', 85, 'delete_draftprovision');
INSERT INTO auth_permission VALUES (338, 'Can view draft provision', 85, 'view_draftprovision');
INSERT INTO auth_permission VALUES (339, 'Can add draft change', 86, 'add_draftchange');
INSERT INTO auth_permission VALUES (340, 'Can change draft change', 86, 'change_draftchange');
INSERT INTO auth_permission VALUES (341, 'Can delete draft change', 86, 'delete_draftchange');
INSERT INTO auth_permission VALUES (342, 'Can view draft change', 86, 'view_draftchange');
INSERT INTO auth_permission VALUES (343, 'Can add written draft', 87, 'add_writtendraft');
INSERT INTO auth_permission VALUES (344, 'Can change written draft', 87, 'change_writtendraft');
INSERT INTO auth_permission VALUES (345, 'Can delete written draft', 87, 'delete_writtendraft');
INSERT INTO auth_permission VALUES (346, 'Can view written draft', 87, 'view_writtendraft');
INSERT INTO auth_permission VALUES (347, 'Can add draft words', 88, 'add_draftwords');
INSERT INTO auth_permission VALUES (348, 'Can change draft words', 88, 'change_draftwords');
INSERT INTO auth_permission VALUES (349, 'Can delete draft words', 88, 'delete_draftwords');
INSERT INTO auth_permission VALUES (350, 'Can view draft words', 88, 'view_draftwords');
INSERT INTO auth_permission VALUES (351, 'Can add goal', 89, 'add_goal');
INSERT INTO auth_permission VALUES (352, 'Can change goal', 89, 'change_goal');
INSERT INTO auth_permission VALUES (353, 'Can delete goal', 89, 'delete_goal');
INSERT INTO auth_permission VALUES (354, 'Can view goal', 89, 'view_goal');
INSERT INTO auth_permission VALUES (355, 'Can add indicator', 90, 'add_indicator');
INSERT INTO auth_permission VALUES (356, 'Can change indicator', 90, 'change_indicator');
INSERT INTO auth_permission VALUES (357, 'Can delete indicator', 90, 'delete_indicator');
INSERT INTO auth_permission VALUES (358, 'Can view indicator', 90, 'view_indicator');
INSERT INTO auth_permission VALUES (359, 'Can add initiative', 91, 'add_initiative');
INSERT INTO auth_permission VALUES (360, 'Can change initiative', 91, 'change_initiative');
INSERT INTO auth_permission VALUES (361, 'Can delete initiative', 91, 'delete_initiative');
INSERT INTO auth_permission VALUES (362, 'Can view initiative', 91, 'view_initiative');
INSERT INTO auth_permission VALUES (363, 'Can add goal review', 92, 'add_goalreview');
INSERT INTO auth_permission VALUES (364, 'Can change goal review', 92, 'change_goalreview');
INSERT INTO auth_permission VALUES (365, 'Can delete goal review', 92, 'delete_goalreview');
INSERT INTO auth_permission VALUES (366, 'Can view goal review', 92, 'view_goalreview');
INSERT INTO auth_permission VALUES (367, 'Can add consultation tie', 93, 'add_consultationtie');
INSERT INTO auth_permission VALUES (368, 'Can change consultation tie', 93, 'change_consultationtie');
INSERT INTO auth_permission VALUES (369, 'Can delete consultation tie', 93, 'delete_consultationtie');
INSERT INTO auth_permission VALUES (370, 'Can view consultation tie', 93, 'view_consultationtie');
INSERT INTO auth_permission VALUES (371, 'Can add initiative document', 94, 'add_initiativedocument');
INSERT INTO auth_permission VALUES (372, 'Can change initiative document', 94, 'change_initiativedocument');
INSERT INTO auth_permission VALUES (373, 'Can delete initiative document', 94, 'delete_initiativedocument');
INSERT INTO auth_permission VALUES (374, 'Can view initiative document', 94, 'view_initiativedocument');
INSERT INTO auth_permission VALUES (375, 'Can add initiative focus', 95, 'add_initiativefocus');
INSERT INTO auth_permission VALUES (376, 'Can change initiative focus', 95, 'change_initiativefocus');
INSERT INTO auth_permission VALUES (377, 'Can delete initiative focus', 95, 'delete_initiativefocus');
INSERT INTO auth_permission VALUES (378, 'Can view initiative focus', 95, 'view_initiativefocus');
INSERT INTO auth_permission VALUES (379, 'Can add initiative money', 96, 'add_initiativemoney');
INSERT INTO auth_permission VALUES (380, 'Can change initiative money', 96, 'change_initiativemoney');
INSERT INTO auth_permission VALUES (381, 'Can delete initiative money', 96, 'delete_initiativemoney');
INSERT INTO auth_permission VALUES (382, 'Can view initiative money', 96, 'view_initiativemoney');
INSERT INTO auth_permission VALUES (383, 'Can add initiative part', 97, 'add_initiativepart');
INSERT INTO auth_permission VALUES (384, 'Can change initiative part', 97, 'change_initiativepart');
INSERT INTO auth_permission VALUES (385, 'Can delete initiative part', 97, 'delete_initiativepart');
INSERT INTO auth_permission VALUES (386, 'Can view initiative part', 97, 'view_initiativepart');
INSERT INTO auth_permission VALUES (387, 'Can add lineage event', 98, 'add_lineageevent');
INSERT INTO auth_permission VALUES (388, 'Can change lineage event', 98, 'change_lineageevent');
INSERT INTO auth_permission VALUES (389, 'Can delete lineage event', 98, 'delete_lineageevent');
INSERT INTO auth_permission VALUES (390, 'Can view lineage event', 98, 'view_lineageevent');
INSERT INTO auth_permission VALUES (391, 'Can add founder', 99, 'add_founder');
INSERT INTO auth_permission VALUES (392, 'Can change founder', 99, 'change_founder');
INSERT INTO auth_permission VALUES (393, 'Can delete founder', 99, 'delete_founder');
INSERT INTO auth_permission VALUES (394, 'Can view founder', 99, 'view_founder');
INSERT INTO auth_permission VALUES (395, 'Can add lineage side', 100, 'add_lineageside');
INSERT INTO auth_permission VALUES (396, 'Can change lineage side', 100, 'change_lineageside');
INSERT INTO auth_permission VALUES (397, 'Can delete lineage side', 100, 'delete_lineageside');
INSERT INTO auth_permission VALUES (398, 'Can view lineage side', 100, 'view_lineageside');
INSERT INTO auth_permission VALUES (399, 'Can add observation', 101, 'add_observation');
INSERT INTO auth_permission VALUES (400, 'Can change observation', 101, 'change_observation');
INSERT INTO auth_permission VALUES (401, 'Can delete observation', 101, 'delete_observation');
INSERT INTO auth_permission VALUES (402, 'Can view observation', 101, 'view_observation');
INSERT INTO auth_permission VALUES (403, 'Can add goal tie', 102, 'add_goaltie');
INSERT INTO auth_permission VALUES (404, 'Can change goal tie', 102, 'change_goaltie');
INSERT INTO auth_permission VALUES (405, 'Can delete goal tie', 102, 'delete_goaltie');
INSERT INTO auth_permission VALUES (406, 'Can view goal tie', 102, 'view_goaltie');
INSERT INTO auth_permission VALUES (407, 'Can add inquiry', 103, 'add_inquiry');
INSERT INTO auth_permission VALUES (408, 'Can change inquiry', 103, 'change_inquiry');
INSERT INTO auth_permission VALUES (409, 'Can delete inquiry', 103, 'delete_inquiry');
INSERT INTO auth_permission VALUES (410, 'Can view inquiry', 103, 'view_inquiry');
INSERT INTO auth_permission VALUES (411, 'Can add inquiry body', 104, 'add_inquirybody');
INSERT INTO auth_permission VALUES (412, 'Can change inquiry body', 104, 'change_inquirybody');
INSERT INTO auth_permission VALUES (413, 'Can delete inquiry body', 104, 'delete_inquirybody');
INSERT INTO auth_permission VALUES (414, 'Can view inquiry body', 104, 'view_inquirybody');
INSERT INTO auth_permission VALUES (415, 'Can add inquiry question', 105, 'add_inquiryquestion');
INSERT INTO auth_permission VALUES (416, 'Can change inquiry question', 105, 'change_inquiryquestion');
INSERT INTO auth_permission VALUES (417, 'Can delete inquiry question', 105, 'delete_inquiryquestion');
INSERT INTO auth_permission VALUES (418, 'Can view inquiry question', 105, 'view_inquiryquestion');
INSERT INTO auth_permission VALUES (419, 'Can add inquiry answer', 106, 'add_inquiryanswer');
INSERT INTO auth_permission VALUES (420, 'Can change inquiry answer', 106, 'change_inquiryanswer');
INSERT INTO auth_permission VALUES (421, 'Can delete inquiry answer', 106, 'delete_inquiryanswer');
INSERT INTO auth_permission VALUES (422, 'Can view inquiry answer', 106, 'view_inquiryanswer');
INSERT INTO auth_permission VALUES (423, 'Can add inquiry table', 107, 'add_inquirytable');
INSERT INTO auth_permission VALUES (424, 'Can change inquiry table', 107, 'change_inquirytable');
INSERT INTO auth_permission VALUES (425, 'Can delete inquiry table', 107, 'delete_inquirytable');
INSERT INTO auth_permission VALUES (426, 'Can view inquiry table', 107, 'view_inquirytable');
INSERT INTO auth_permission VALUES (427, 'Can add consultation', 108, 'add_consultation');
INSERT INTO auth_permission VALUES (428, 'Can change consultation', 108, 'change_consultation');
INSERT INTO auth_permission VALUES (429, 'Can delete consultation', 108, 'delete_consultation');
INSERT INTO auth_permission VALUES (430, 'Can view consultation', 108, 'view_consultation');
INSERT INTO auth_permission VALUES (431, 'Can add comment', 109, 'add_comment');
INSERT INTO auth_permission VALUES (432, 'Can change comment', 109, 'change_comment');
INSERT INTO auth_permission VALUES (433, 'Can delete comment', 109, 'delete_comment');
INSERT INTO auth_permission VALUES (434, 'Can view comment', 109, 'view_comment');
INSERT INTO auth_permission VALUES (435, 'Can add decision', 110, 'add_decision');
INSERT INTO auth_permission VALUES (436, 'Can change decision', 110, 'change_decision');
INSERT INTO auth_permission VALUES (437, 'Can delete decision', 110, 'delete_decision');
INSERT INTO auth_permission VALUES (438, 'Can view decision', 110, 'view_decision');
INSERT INTO auth_permission VALUES (439, 'Can add group', 111, 'add_group');
INSERT INTO auth_permission VALUES (440, 'Can change group', 111, 'change_group');
INSERT INTO auth_permission VALUES (441, 'Can delete group', 111, 'delete_group');
INSERT INTO auth_permission VALUES (442, 'Can view group', 111, 'view_group');
INSERT INTO auth_permission VALUES (443, 'Can add intake', 112, 'add_intake');
INSERT INTO auth_permission VALUES (444, 'Can change intake', 112, 'change_intake');
INSERT INTO auth_permission VALUES (445, 'Can delete intake', 112, 'delete_intake');
INSERT INTO auth_permission VALUES (446, 'Can view intake', 112, 'view_intake');
INSERT INTO auth_permission VALUES (447, 'Can add opinion result', 113, 'add_opinionresult');
INSERT INTO auth_permission VALUES (448, 'Can change opinion result', 113, 'change_opinionresult');
INSERT INTO auth_permission VALUES (449, 'Can delete opinion result', 113, 'delete_opinionresult');
INSERT INTO auth_permission VALUES (450, 'Can view opinion result', 113, 'view_opinionresult');
INSERT INTO auth_permission VALUES (451, 'Can add statement', 114, 'add_statement');
INSERT INTO auth_permission VALUES (452, 'Can change statement', 114, 'change_statement');
INSERT INTO auth_permission VALUES (453, 'Can delete statement', 114, 'delete_statement');
INSERT INTO auth_permission VALUES (454, 'Can view statement', 114, 'view_statement');
INSERT INTO auth_permission VALUES (455, 'Can add tally', 115, 'add_tally');
INSERT INTO auth_permission VALUES (456, 'Can change tally', 115, 'change_tally');
INSERT INTO auth_permission VALUES (457, 'Can delete tally', 115, 'delete_tally');
INSERT INTO auth_permission VALUES (458, 'Can view tally', 115, 'view_tally');
INSERT INTO auth_permission VALUES (459, 'Can add vote', 116, 'add_vote');
INSERT INTO auth_permission VALUES (460, 'Can change vote', 116, 'change_vote');
INSERT INTO auth_permission VALUES (461, 'Can delete vote', 116, 'delete_vote');
INSERT INTO auth_permission VALUES (462, 'Can view vote', 116, 'view_vote');
INSERT INTO auth_permission VALUES (463, 'Can add witness', 117, 'add_witness');
INSERT INTO auth_permission VALUES (464, 'Can change witness', 117, 'change_witness');
INSERT INTO auth_permission VALUES (465, 'Can delete witness', 117, 'delete_witness');
INSERT INTO auth_permission VALUES (466, 'Can view witness', 117, 'view_witness');
INSERT INTO auth_permission VALUES (467, 'Can add speaker name', 118, 'add_speakername');
INSERT INTO auth_permission VALUES (468, 'Can change speaker name', 118, 'change_speakername');
INSERT INTO auth_permission VALUES (469, 'Can delete speaker name', 118, 'delete_speakername');
INSERT INTO auth_permission VALUES (470, 'Can view speaker name', 118, 'view_speakername');
INSERT INTO auth_permission VALUES (471, 'Can add kept grouping', 119, 'add_keptgrouping');
INSERT INTO auth_permission VALUES (472, 'Can change kept grouping', 119, 'change_keptgrouping');
INSERT INTO auth_permission VALUES (473, 'Can delete kept grouping', 119, 'delete_keptgrouping');
INSERT INTO auth_permission VALUES (474, 'Can view kept grouping', 119, 'view_keptgrouping');
INSERT INTO auth_permission VALUES (475, 'Can add arriving file', 120, 'add_arrivingfile');
INSERT INTO auth_permission VALUES (476, 'Can change arriving file', 120, 'change_arrivingfile');
INSERT INTO auth_permission VALUES (477, 'Can delete arriving file', 120, 'delete_arrivingfile');
INSERT INTO auth_permission VALUES (478, 'Can view arriving file', 120, 'view_arrivingfile');
INSERT INTO auth_permission VALUES (479, 'Can add arriving part', 121, 'add_arrivingpart');
INSERT INTO auth_permission VALUES (480, 'Can change arriving part', 121, 'change_arrivingpart');
INSERT INTO auth_permission VALUES (481, 'Can delete arriving part', 121, 'delete_arrivingpart');
INSERT INTO auth_permission VALUES (482, 'Can view arriving part', 121, 'view_arrivingpart');
INSERT INTO auth_permission VALUES (483, 'Can add minority opinion', 122, 'add_minorityopinion');
INSERT INTO auth_permission VALUES (484, 'Can change minority opinion', 122, 'change_minorityopinion');
INSERT INTO auth_permission VALUES (485, 'Can delete minority opinion', 122, 'delete_minorityopinion');
INSERT INTO auth_permission VALUES (486, 'Can view minority opinion', 122, 'view_minorityopinion');
INSERT INTO auth_permission VALUES (487, 'Can add proposal', 123, 'add_proposal');
INSERT INTO auth_permission VALUES (488, 'Can change proposal', 123, 'change_proposal');
INSERT INTO auth_permission VALUES (489, 'Can delete proposal', 123, 'delete_proposal');
INSERT INTO auth_permission VALUES (490, 'Can view proposal', 123, 'view_proposal');
INSERT INTO auth_permission VALUES (491, 'Can add signature', 124, 'add_signature');
INSERT INTO auth_permission VALUES (492, 'Can change signature', 124, 'change_signature');
INSERT INTO auth_permission VALUES (493, 'Can delete signature', 124, 'delete_signature');
INSERT INTO auth_permission VALUES (494, 'Can view signature', 124, 'view_signature');
INSERT INTO auth_permission VALUES (495, 'Can add suggestion', 125, 'add_suggestion');
INSERT INTO auth_permission VALUES (496, 'Can change suggestion', 125, 'change_suggestion');
INSERT INTO auth_permission VALUES (497, 'Can delete suggestion', 125, 'delete_suggestion');
INSERT INTO auth_permission VALUES (498, 'Can view suggestion', 125, 'view_suggestion');
INSERT INTO auth_permission VALUES (499, 'Can add remark', 126, 'add_remark');
INSERT INTO auth_permission VALUES (500, 'Can change remark', 126, 'change_remark');
INSERT INTO auth_permission VALUES (501, 'Can delete remark', 126, 'delete_remark');
INSERT INTO auth_permission VALUES (502, 'Can view remark', 126, 'view_remark');
INSERT INTO auth_permission VALUES (503, 'Can add proposal version', 127, 'add_proposalversion');
INSERT INTO auth_permission VALUES (504, 'Can change proposal version', 127, 'change_proposalversion');
INSERT INTO auth_permission VALUES (505, 'Can delete proposal version', 127, 'delete_proposalversion');
INSERT INTO auth_permission VALUES (506, 'Can view proposal version', 127, 'view_proposalversion');
INSERT INTO auth_permission VALUES (507, 'Can add forwarding', 128, 'add_forwarding');
INSERT INTO auth_permission VALUES (508, 'Can change forwarding', 128, 'change_forwarding');
INSERT INTO auth_permission VALUES (509, 'Can delete forwarding', 128, 'delete_forwarding');
INSERT INTO auth_permission VALUES (510, 'Can view forwarding', 128, 'view_forwarding');
INSERT INTO auth_permission VALUES (511, 'Can add forwarded item', 129, 'add_forwardeditem');
INSERT INTO auth_permission VALUES (512, 'Can change forwarded item', 129, 'change_forwardeditem');
INSERT INTO auth_permission VALUES (513, 'Can delete forwarded item', 129, 'delete_forwardeditem');
INSERT INTO auth_permission VALUES (514, 'Can view forwarded item', 129, 'view_forwardeditem');
INSERT INTO auth_permission VALUES (515, 'Can add submission', 130, 'add_submission');
INSERT INTO auth_permission VALUES (516, 'Can change submission', 130, 'change_submission');
INSERT INTO auth_permission VALUES (517, 'Can delete submission', 130, 'delete_submission');
INSERT INTO auth_permission VALUES (518, 'Can view submission', 130, 'view_submission');
INSERT INTO auth_permission VALUES (519, 'Can add reply', 131, 'add_reply');
INSERT INTO auth_permission VALUES (520, 'Can change reply', 131, 'change_reply');
INSERT INTO auth_permission VALUES (521, 'Can delete reply', 131, 'delete_reply');
INSERT INTO auth_permission VALUES (522, 'Can view reply', 131, 'view_reply');
INSERT INTO auth_permission VALUES (523, 'Can add uptake', 132, 'add_uptake');
INSERT INTO auth_permission VALUES (524, 'Can change uptake', 132, 'change_uptake');
INSERT INTO auth_permission VALUES (525, 'Can delete uptake', 132, 'delete_uptake');
INSERT INTO auth_permission VALUES (526, 'Can view uptake', 132, 'view_uptake');
INSERT INTO auth_permission VALUES (527, 'Can add handover', 133, 'add_handover');
INSERT INTO auth_permission VALUES (528, 'Can change handover', 133, 'change_handover');
INSERT INTO auth_permission VALUES (529, 'Can delete handover', 133, 'delete_handover');
INSERT INTO auth_permission VALUES (530, 'Can view handover', 133, 'view_handover');
INSERT INTO auth_permission VALUES (531, 'Can add handover reply', 134, 'add_handoverreply');
INSERT INTO auth_permission VALUES (532, 'Can change handover reply', 134, 'change_handoverreply');
INSERT INTO auth_permission VALUES (533, 'Can delete handover reply', 134, 'delete_handoverreply');
INSERT INTO auth_permission VALUES (534, 'Can view handover reply', 134, 'view_handoverreply');
INSERT INTO auth_permission VALUES (535, 'Can add research request', 135, 'add_researchrequest');
INSERT INTO auth_permission VALUES (536, 'Can change research request', 135, 'change_researchrequest');
INSERT INTO auth_permission VALUES (537, 'Can delete research request', 135, 'delete_researchrequest');
INSERT INTO auth_permission VALUES (538, 'Can view research request', 135, 'view_researchrequest');
INSERT INTO auth_permission VALUES (539, 'Can add work', 136, 'add_work');
INSERT INTO auth_permission VALUES (540, 'Can change work', 136, 'change_work');
INSERT INTO auth_permission VALUES (541, 'Can delete work', 136, 'delete_work');
INSERT INTO auth_permission VALUES (542, 'Can view work', 136, 'view_work');
INSERT INTO auth_permission VALUES (543, 'Can add prize', 137, 'add_prize');
INSERT INTO auth_permission VALUES (544, 'Can change prize', 137, 'change_prize');
INSERT INTO auth_permission VALUES (545, 'Can delete prize', 137, 'delete_prize');
INSERT INTO auth_permission VALUES (546, 'Can view prize', 137, 'view_prize');
INSERT INTO auth_permission VALUES (547, 'Can add work author', 138, 'add_workauthor');
INSERT INTO auth_permission VALUES (548, 'Can change work author', 138, 'change_workauthor');
INSERT INTO auth_permission VALUES (549, 'Can delete work author', 138, 'delete_workauthor');
INSERT INTO auth_permission VALUES (550, 'Can view work author', 138, 'view_workauthor');
INSERT INTO auth_permission VALUES (551, 'Can add work use', 139, 'add_workuse');
INSERT INTO auth_permission VALUES (552, 'Can change work use', 139, 'change_workuse');
INSERT INTO auth_permission VALUES (553, 'Can delete work use', 139, 'delete_workuse');
INSERT INTO auth_permission VALUES (554, 'Can view work use', 139, 'view_workuse');
INSERT INTO auth_permission VALUES (555, 'Can add work version', 140, 'add_workversion');
INSERT INTO auth_permission VALUES (556, 'Can change work version', 140, 'change_workversion');
INSERT INTO auth_permission VALUES (557, 'Can delete work version', 140, 'delete_workversion');
INSERT INTO auth_permission VALUES (558, 'Can view work version', 140, 'view_workversion');
INSERT INTO auth_permission VALUES (559, 'Can add work file', 141, 'add_workfile');
INSERT INTO auth_permission VALUES (560, 'Can change work file', 141, 'change_workfile');
INSERT INTO auth_permission VALUES (561, 'Can delete work file', 141, 'delete_workfile');
INSERT INTO auth_permission VALUES (562, 'Can view work file', 141, 'view_workfile');
INSERT INTO auth_permission VALUES (563, 'Can add research offer', 142, 'add_researchoffer');
INSERT INTO auth_permission VALUES (564, 'Can change research offer', 142, 'change_researchoffer');
INSERT INTO auth_permission VALUES (565, 'Can delete research offer', 142, 'delete_researchoffer');
INSERT INTO auth_permission VALUES (566, 'Can view research offer', 142, 'view_researchoffer');
INSERT INTO auth_permission VALUES (567, 'Can add law trace', 143, 'add_lawtrace');
INSERT INTO auth_permission VALUES (568, 'Can change law trace', 143, 'change_lawtrace');
INSERT INTO auth_permission VALUES (569, 'Can delete law trace', 143, 'delete_lawtrace');
INSERT INTO auth_permission VALUES (570, 'Can view law trace', 143, 'view_lawtrace');
INSERT INTO auth_permission VALUES (571, 'Can add work theme', 144, 'add_worktheme');
INSERT INTO auth_permission VALUES (572, 'Can change work theme', 144, 'change_worktheme');
INSERT INTO auth_permission VALUES (573, 'Can delete work theme', 144, 'delete_worktheme');
INSERT INTO auth_permission VALUES (574, 'Can view work theme', 144, 'view_worktheme');
INSERT INTO auth_permission VALUES (575, 'Can add Article · 文章', 145, 'add_article');
INSERT INTO auth_permission VALUES (576, 'Can change Article · 文章', 145, 'change_article');
INSERT INTO auth_permission VALUES (577, 'Can delete Article · 文章', 145, 'delete_article');
INSERT INTO auth_permission VALUES (578, 'Can view Article · 文章', 145, 'view_article');
INSERT INTO auth_permission VALUES (579, 'Can add Section · 栏目', 146, 'add_section');
INSERT INTO auth_permission VALUES (580, 'Can change Section · 栏目', 146, 'change_section');
INSERT INTO auth_permission VALUES (581, 'Can delete Section · 栏目', 146, 'delete_section');
INSERT INTO auth_permission VALUES (582, 'Can view Section · 栏目', 146, 'view_section');
INSERT INTO auth_permission VALUES (583, 'Can add First page · 首页', 147, 'add_homepage');
INSERT INTO auth_permission VALUES (584, 'Can change First page · 首页', 147, 'change_homepage');
INSERT INTO auth_permission VALUES (585, 'Can delete First page · 首页', 147, 'delete_homepage');
INSERT INTO auth_permission VALUES (586, 'Can view First page · 首页', 147, 'view_homepage');
INSERT INTO auth_permission VALUES (587, 'Can add Page · 页面', 148, 'add_infopage');
INSERT INTO auth_permission VALUES (588, 'Can change Page · 页面', 148, 'change_infopage');
INSERT INTO auth_permission VALUES (589, 'Can delete Page · 页面', 148, 'delete_infopage');
INSERT INTO auth_permission VALUES (590, 'Can view Page · 页面', 148, 'view_infopage');
INSERT INTO auth_permission VALUES (591, 'Can add Series · 系列', 149, 'add_series');
INSERT INTO auth_permission VALUES (592, 'Can change Series · 系列', 149, 'change_series');
INSERT INTO auth_permission VALUES (593, 'Can delete Series · 系列', 149, 'delete_series');
INSERT INTO auth_permission VALUES (594, 'Can view Series · 系列', 149, 'view_series');
INSERT INTO auth_permission VALUES (595, 'Can add article tag', 150, 'add_articletag');
INSERT INTO auth_permission VALUES (596, 'Can change article tag', 150, 'change_articletag');
INSERT INTO auth_permission VALUES (597, 'Can delete article tag', 150, 'delete_articletag');
INSERT INTO auth_permission VALUES (598, 'Can view article tag', 150, 'view_articletag');
INSERT INTO auth_permission VALUES (599, 'Can add page text', 151, 'add_pagetext');
INSERT INTO auth_permission VALUES (600, 'Can change page text', 151, 'change_pagetext');
INSERT INTO auth_permission VALUES (601, 'Can delete page text', 151, 'delete_pagetext');
INSERT INTO auth_permission VALUES (602, 'Can view page text', 151, 'view_pagetext');
INSERT INTO auth_permission VALUES (603, 'Can add news import', 152, 'add_newsimport');
INSERT INTO auth_permission VALUES (604, 'Can change news import', 152, 'change_newsimport');
INSERT INTO auth_permission VALUES (605, 'Can delete news import', 152, 'delete_newsimport');
INSERT INTO auth_permission VALUES (606, 'Can view news import', 152, 'view_newsimport');
INSERT INTO auth_permission VALUES (607, 'Can add imported page', 153, 'add_importedpage');
INSERT INTO auth_permission VALUES (608, 'Can change imported page', 153, 'change_importedpage');
INSERT INTO auth_permission VALUES (609, 'Can delete imported page', 153, 'delete_importedpage');
INSERT INTO auth_permission VALUES (610, 'Can view imported page', 153, 'view_importedpage');
INSERT INTO auth_permission VALUES (611, 'Can add newsletter issue', 154, 'add_newsletterissue');
INSERT INTO auth_permission VALUES (612, 'Can change newsletter issue', 154, 'change_newsletterissue');
INSERT INTO auth_permission VALUES (613, 'Can delete newsletter issue', 154, 'delete_newsletterissue');
INSERT INTO auth_permission VALUES (614, 'Can view newsletter issue', 154, 'view_newsletterissue');
INSERT INTO auth_permission VALUES (615, 'Can add Picture · 图片', 155, 'add_picture');
INSERT INTO auth_permission VALUES (616, 'Can change Picture · 图片', 155, 'change_picture');
INSERT INTO auth_permission VALUES (617, 'Can delete Picture · 图片', 155, 'delete_picture');
INSERT INTO auth_permission VALUES (618, 'Can view Picture · 图片', 155, 'view_picture');
INSERT INTO auth_permission VALUES (619, 'Can add article picture', 156, 'add_articlepicture');
INSERT INTO auth_permission VALUES (620, 'Can change article picture', 156, 'change_articlepicture');
INSERT INTO auth_permission VALUES (621, 'Can delete article picture', 156, 'delete_articlepicture');
INSERT INTO auth_permission VALUES (622, 'Can view article picture', 156, 'view_articlepicture');
INSERT INTO auth_permission VALUES (623, 'Can add picture file', 157, 'add_picturefile');
INSERT INTO auth_permission VALUES (624, 'Can change picture file', 157, 'change_picturefile');
INSERT INTO auth_permission VALUES (625, 'Can delete picture file', 157, 'delete_picturefile');
INSERT INTO auth_permission VALUES (626, 'Can view picture file', 157, 'view_picturefile');
INSERT INTO auth_permission VALUES (627, 'Can add dump', 158, 'add_dump');
INSERT INTO auth_permission VALUES (628, 'Can change dump', 158, 'change_dump');
INSERT INTO auth_permission VALUES (629, 'Can delete dump', 158, 'delete_dump');
INSERT INTO auth_permission VALUES (630, 'Can view dump', 158, 'view_dump');
INSERT INTO auth_permission VALUES (631, 'Can add token', 159, 'add_token');
INSERT INTO auth_permission VALUES (632, 'Can change token', 159, 'change_token');
INSERT INTO auth_permission VALUES (633, 'Can delete token', 159, 'delete_token');
INSERT INTO auth_permission VALUES (634, 'Can view token', 159, 'view_token');
INSERT INTO auth_permission VALUES (635, 'Can add webhook', 160, 'add_webhook');
INSERT INTO auth_permission VALUES (636, 'Can change webhook', 160, 'change_webhook');
INSERT INTO auth_permission VALUES (637, 'Can delete webhook', 160, 'delete_webhook');
INSERT INTO auth_permission VALUES (638, 'Can view webhook', 160, 'view_webhook');
INSERT INTO auth_permission VALUES (639, 'Can add dump file', 161, 'add_dumpfile');
INSERT INTO auth_permission VALUES (640, 'Can change dump file', 161, 'change_dumpfile');
INSERT INTO auth_permission VALUES (641, 'Can delete dump file', 161, 'delete_dumpfile');
INSERT INTO auth_permission VALUES (642, 'Can view dump file', 161, 'view_dumpfile');
INSERT INTO auth_permission VALUES (643, 'Can add delivery', 162, 'add_delivery');
INSERT INTO auth_permission VALUES (644, 'Can change delivery', 162, 'change_delivery');
INSERT INTO auth_permission VALUES (645, 'Can delete delivery', 162, 'delete_delivery');
INSERT INTO auth_permission VALUES (646, 'Can view delivery', 162, 'view_delivery');
INSERT INTO auth_permission VALUES (647, 'Can add erasure', 163, 'add_erasure');
INSERT INTO auth_permission VALUES (648, 'Can change erasure', 163, 'change_erasure');
INSERT INTO auth_permission VALUES (649, 'Can delete erasure', 163, 'delete_erasure');
INSERT INTO auth_permission VALUES (650, 'Can view erasure', 163, 'view_erasure');
INSERT INTO auth_permission VALUES (651, 'Can add remnant', 164, 'add_remnant');
INSERT INTO auth_permission VALUES (652, 'Can change remnant', 164, 'change_remnant');
INSERT INTO auth_permission VALUES (653, 'Can delete remnant', 164, 'delete_remnant');
INSERT INTO auth_permission VALUES (654, 'Can view remnant', 164, 'view_remnant');
INSERT INTO auth_permission VALUES (655, 'Can add presence', 165, 'add_presence');
INSERT INTO auth_permission VALUES (656, 'Can change presence', 165, 'change_presence');
INSERT INTO auth_permission VALUES (657, 'Can delete presence', 165, 'delete_presence');
INSERT INTO auth_permission VALUES (658, 'Can view presence', 165, 'view_presence');
INSERT INTO auth_permission VALUES (659, 'Can add email address', 166, 'add_emailaddress');
INSERT INTO auth_permission VALUES (660, 'Can change email address', 166, 'change_emailaddress');
INSERT INTO auth_permission VALUES (661, 'Can delete email address', 166, 'delete_emailaddress');
INSERT INTO auth_permission VALUES (662, 'Can view email address', 166, 'view_emailaddress');
INSERT INTO auth_permission VALUES (663, 'Can add email confirmation', 167, 'add_emailconfirmation');
INSERT INTO auth_permission VALUES (664, 'Can change email confirmation', 167, 'change_emailconfirmation');
INSERT INTO auth_permission VALUES (665, 'Can delete email confirmation', 167, 'delete_emailconfirmation');
INSERT INTO auth_permission VALUES (666, 'Can view email confirmation', 167, 'view_emailconfirmation');
INSERT INTO auth_permission VALUES (667, 'Can add authenticator', 168, 'add_authenticator');
INSERT INTO auth_permission VALUES (668, 'Can change authenticator', 168, 'change_authenticator');
INSERT INTO auth_permission VALUES (669, 'Can delete authenticator', 168, 'delete_authenticator');
INSERT INTO auth_permission VALUES (670, 'Can view authenticator', 168, 'view_authenticator');
INSERT INTO auth_permission VALUES (671, 'Can add Task Result', 169, 'add_dbtaskresult');
INSERT INTO auth_permission VALUES (672, 'Can change Task Result', 169, 'change_dbtaskresult');
INSERT INTO auth_permission VALUES (673, 'Can delete Task Result', 169, 'delete_dbtaskresult');
INSERT INTO auth_permission VALUES (674, 'Can view Task Result', 169, 'view_dbtaskresult');
INSERT INTO auth_permission VALUES (675, 'Can add string', 170, 'add_string');
INSERT INTO auth_permission VALUES (676, 'Can change string', 170, 'change_string');
INSERT INTO auth_permission VALUES (677, 'Can delete string', 170, 'delete_string');
INSERT INTO auth_permission VALUES (678, 'Can view string', 170, 'view_string');
INSERT INTO auth_permission VALUES (679, 'Can add template', 171, 'add_template');
INSERT INTO auth_permission VALUES (680, 'Can change template', 171, 'change_template');
INSERT INTO auth_permission VALUES (681, 'Can delete template', 171, 'delete_template');
INSERT INTO auth_permission VALUES (682, 'Can view template', 171, 'view_template');
INSERT INTO auth_permission VALUES (683, 'Can add translatable object', 172, 'add_translatableobject');
INSERT INTO auth_permission VALUES (684, 'Can change translatable object', 172, 'change_translatableobject');
INSERT INTO auth_permission VALUES (685, 'Can delete translatable object', 172, 'delete_translatableobject');
INSERT INTO auth_permission VALUES (686, 'Can view translatable object', 172, 'view_translatableobject');
INSERT INTO auth_permission VALUES (687, 'Can add translation source', 173, 'add_translationsource');
INSERT INTO auth_permission VALUES (688, 'Can change translation source', 173, 'change_translationsource');
INSERT INTO auth_permission VALUES (689, 'Can delete translation source', 173, 'delete_translationsource');
INSERT INTO auth_permission VALUES (690, 'Can view translation source', 173, 'view_translationsource');
INSERT INTO auth_permission VALUES (691, 'Can add translation log', 174, 'add_translationlog');
INSERT INTO auth_permission VALUES (692, 'Can change translation log', 174, 'change_translationlog');
INSERT INTO auth_permission VALUES (693, 'Can delete translation log', 174, 'delete_translationlog');
INSERT INTO auth_permission VALUES (694, 'Can view translation log', 174, 'view_translationlog');
INSERT INTO auth_permission VALUES (695, 'Can add translation context', 175, 'add_translationcontext');
INSERT INTO auth_permission VALUES (696, 'Can change translation context', 175, 'change_translationcontext');
INSERT INTO auth_permission VALUES (697, 'Can delete translation context', 175, 'delete_translationcontext');
INSERT INTO auth_permission VALUES (698, 'Can view translation context', 175, 'view_translationcontext');
INSERT INTO auth_permission VALUES (699, 'Can add template segment', 176, 'add_templatesegment');
INSERT INTO auth_permission VALUES (700, 'Can change template segment', 176, 'change_templatesegment');
INSERT INTO auth_permission VALUES (701, 'Can delete template segment', 176, 'delete_templatesegment');
INSERT INTO auth_permission VALUES (702, 'Can view template segment', 176, 'view_templatesegment');
INSERT INTO auth_permission VALUES (703, 'Can add string segment', 177, 'add_stringsegment');
INSERT INTO auth_permission VALUES (704, 'Can change string segment', 177, 'change_stringsegment');
INSERT INTO auth_permission VALUES (705, 'Can delete string segment', 177, 'delete_stringsegment');
INSERT INTO auth_permission VALUES (706, 'Can view string segment', 177, 'view_stringsegment');
INSERT INTO auth_permission VALUES (707, 'Can add related object segment', 178, 'add_relatedobjectsegment');
INSERT INTO auth_permission VALUES (708, 'Can change related object segment', 178, 'change_relatedobjectsegment');
INSERT INTO auth_permission VALUES (709, 'Can delete related object segment', 178, 'delete_relatedobjectsegment');
INSERT INTO auth_permission VALUES (710, 'Can view related object segment', 178, 'view_relatedobjectsegment');
INSERT INTO auth_permission VALUES (711, 'Can add string translation', 179, 'add_stringtranslation');
INSERT INTO auth_permission VALUES (712, 'Can change string translation', 179, 'change_stringtranslation');
INSERT INTO auth_permission VALUES (713, 'Can delete string translation', 179, 'delete_stringtranslation');
INSERT INTO auth_permission VALUES (714, 'Can view string translation', 179, 'view_stringtranslation');
INSERT INTO auth_permission VALUES (715, 'Can add translation', 27, 'add_translation');
INSERT INTO auth_permission VALUES (716, 'Can change translation', 27, 'change_translation');
INSERT INTO auth_permission VALUES (717, 'Can delete translation', 27, 'delete_translation');
INSERT INTO auth_permission VALUES (718, 'Can view translation', 27, 'view_translation');
INSERT INTO auth_permission VALUES (719, 'Can add overridable segment', 180, 'add_overridablesegment');
INSERT INTO auth_permission VALUES (720, 'Can change overridable segment', 180, 'change_overridablesegment');
INSERT INTO auth_permission VALUES (721, 'Can delete overridable segment', 180, 'delete_overridablesegment');
INSERT INTO auth_permission VALUES (722, 'Can view overridable segment', 180, 'view_overridablesegment');
INSERT INTO auth_permission VALUES (723, 'Can add segment override', 181, 'add_segmentoverride');
INSERT INTO auth_permission VALUES (724, 'Can change segment override', 181, 'change_segmentoverride');
INSERT INTO auth_permission VALUES (725, 'Can delete segment override', 181, 'delete_segmentoverride');
INSERT INTO auth_permission VALUES (726, 'Can view segment override', 181, 'view_segmentoverride');
INSERT INTO auth_permission VALUES (727, 'Can add locale synchronization', 182, 'add_localesynchronization');
INSERT INTO auth_permission VALUES (728, 'Can change locale synchronization', 182, 'change_localesynchronization');
INSERT INTO auth_permission VALUES (729, 'Can delete locale synchronization', 182, 'delete_localesynchronization');
INSERT INTO auth_permission VALUES (730, 'Can view locale synchronization', 182, 'view_localesynchronization');
INSERT INTO auth_permission VALUES (731, 'Can add form submission', 183, 'add_formsubmission');
INSERT INTO auth_permission VALUES (732, 'Can change form submission', 183, 'change_formsubmission');
INSERT INTO auth_permission VALUES (733, 'Can delete form submission', 183, 'delete_formsubmission');
INSERT INTO auth_permission VALUES (734, 'Can view form submission', 183, 'view_formsubmission');
INSERT INTO auth_permission VALUES (735, 'Can add redirect', 184, 'add_redirect');
INSERT INTO auth_permission VALUES (736, 'Can change redirect', 184, 'change_redirect');
INSERT INTO auth_permission VALUES (737, 'Can delete redirect', 184, 'delete_redirect');
INSERT INTO auth_permission VALUES (738, 'Can view redirect', 184, 'view_redirect');
INSERT INTO auth_permission VALUES (739, 'Can add embed', 185, 'add_embed');
INSERT INTO auth_permission VALUES (740, 'Can change embed', 185, 'change_embed');
INSERT INTO auth_permission VALUES (741, 'Can delete embed', 185, 'delete_embed');
INSERT INTO auth_permission VALUES (742, 'Can view embed', 185, 'view_embed');
INSERT INTO auth_permission VALUES (743, 'Can add user profile', 186, 'add_userprofile');
INSERT INTO auth_permission VALUES (744, 'Can change user profile', 186, 'change_userprofile');
INSERT INTO auth_permission VALUES (745, 'Can delete user profile', 186, 'delete_userprofile');
INSERT INTO auth_permission VALUES (746, 'Can view user profile', 186, 'view_userprofile');
INSERT INTO auth_permission VALUES (747, 'Can view document', 29, 'view_document');
INSERT INTO auth_permission VALUES (748, 'Can view image', 30, 'view_image');
INSERT INTO auth_permission VALUES (749, 'Can add rendition', 187, 'add_rendition');
INSERT INTO auth_permission VALUES (750, 'Can change rendition', 187, 'change_rendition');
INSERT INTO auth_permission VALUES (751, 'Can delete rendition', 187, 'delete_rendition');
INSERT INTO auth_permission VALUES (752, 'Can view rendition', 187, 'view_rendition');
INSERT INTO auth_permission VALUES (753, 'Can add index entry', 188, 'add_indexentry');
INSERT INTO auth_permission VALUES (754, 'Can change index entry', 188, 'change_indexentry');
INSERT INTO auth_permission VALUES (755, 'Can delete index entry', 188, 'delete_indexentry');
INSERT INTO auth_permission VALUES (756, 'Can view index entry', 188, 'view_indexentry');
INSERT INTO auth_permission VALUES (757, 'Can add editing session', 189, 'add_editingsession');
INSERT INTO auth_permission VALUES (758, 'Can change editing session', 189, 'change_editingsession');
INSERT INTO auth_permission VALUES (759, 'Can delete editing session', 189, 'delete_editingsession');
INSERT INTO auth_permission VALUES (760, 'Can view editing session', 189, 'view_editingsession');
INSERT INTO auth_permission VALUES (761, 'Can add form state', 190, 'add_formstate');
INSERT INTO auth_permission VALUES (762, 'Can change form state', 190, 'change_formstate');
INSERT INTO auth_permission VALUES (763, 'Can delete form state', 190, 'delete_formstate');
INSERT INTO auth_permission VALUES (764, 'Can view form state', 190, 'view_formstate');
INSERT INTO auth_permission VALUES (765, 'Can add tag', 191, 'add_tag');
INSERT INTO auth_permission VALUES (766, 'Can change tag', 191, 'change_tag');
INSERT INTO auth_permission VALUES (767, 'Can delete tag', 191, 'delete_tag');
INSERT INTO auth_permission VALUES (768, 'Can view tag', 191, 'view_tag');
INSERT INTO auth_permission VALUES (769, 'Can add tagged item', 192, 'add_taggeditem');
INSERT INTO auth_permission VALUES (770, 'Can change tagged item', 192, 'change_taggeditem');
INSERT INTO auth_permission VALUES (771, 'Can delete tagged item', 192, 'delete_taggeditem');
INSERT INTO auth_permission VALUES (772, 'Can view tagged item', 192, 'view_taggeditem');
INSERT INTO auth_permission VALUES (773, 'Can add permission', 193, 'add_permission');
INSERT INTO auth_permission VALUES (774, 'Can change permission', 193, 'change_permission');
INSERT INTO auth_permission VALUES (775, 'Can delete permission', 193, 'delete_permission');
INSERT INTO auth_permission VALUES (776, 'Can view permission', 193, 'view_permission');
INSERT INTO auth_permission VALUES (777, 'Can add group', 194, 'add_group');
INSERT INTO auth_permission VALUES (778, 'Can change group', 194, 'change_group');
INSERT INTO auth_permission VALUES (779, 'Can delete group', 194, 'delete_group');
INSERT INTO auth_permission VALUES (780, 'Can view group', 194, 'view_group');
INSERT INTO auth_permission VALUES (781, 'Can add content type', 195, 'add_contenttype');
INSERT INTO auth_permission VALUES (782, 'Can change content type', 195, 'change_contenttype');
INSERT INTO auth_permission VALUES (783, 'Can delete content type', 195, 'delete_contenttype');
INSERT INTO auth_permission VALUES (784, 'Can view content type', 195, 'view_contenttype');
INSERT INTO auth_permission VALUES (785, 'Can add session', 196, 'add_session');
INSERT INTO auth_permission VALUES (786, 'Can change session', 196, 'change_session');
INSERT INTO auth_permission VALUES (787, 'Can delete session', 196, 'delete_session');
INSERT INTO auth_permission VALUES (788, 'Can view session', 196, 'view_session');
INSERT INTO django_content_type VALUES (1, 'wagtailcore', 'page');
INSERT INTO django_content_type VALUES (2, 'wagtailcore', 'groupapprovaltask');
INSERT INTO django_content_type VALUES (3, 'wagtailcore', 'locale');
INSERT INTO django_content_type VALUES (4, 'wagtailcore', 'site');
INSERT INTO django_content_type VALUES (5, 'wagtailcore', 'groupsitepermission');
INSERT INTO django_content_type VALUES (6, 'wagtailcore', 'apitoken');
INSERT INTO django_content_type VALUES (7, 'wagtailcore', 'modellogentry');
INSERT INTO django_content_type VALUES (8, 'wagtailcore', 'revision');
INSERT INTO django_content_type VALUES (9, 'wagtailcore', 'collectionviewrestriction');
INSERT INTO django_content_type VALUES (10, 'wagtailcore', 'collection');
INSERT INTO django_content_type VALUES (11, 'wagtailcore', 'groupcollectionpermission');
INSERT INTO django_content_type VALUES (12, 'wagtailcore', 'uploadedfile');
INSERT INTO django_content_type VALUES (13, 'wagtailcore', 'workflowcontenttype');
INSERT INTO django_content_type VALUES (14, 'wagtailcore', 'workflowstate');
INSERT INTO django_content_type VALUES (15, 'wagtailcore', 'workflow');
INSERT INTO django_content_type VALUES (16, 'wagtailcore', 'workflowtask');
INSERT INTO django_content_type VALUES (17, 'wagtailcore', 'task');
INSERT INTO django_content_type VALUES (18, 'wagtailcore', 'taskstate');
INSERT INTO django_content_type VALUES (19, 'wagtailcore', 'grouppagepermission');
INSERT INTO django_content_type VALUES (20, 'wagtailcore', 'pageviewrestriction');
INSERT INTO django_content_type VALUES (21, 'wagtailcore', 'workflowpage');
INSERT INTO django_content_type VALUES (22, 'wagtailcore', 'pagelogentry');
INSERT INTO django_content_type VALUES (23, 'wagtailcore', 'comment');
INSERT INTO django_content_type VALUES (24, 'wagtailcore', 'commentreply');
INSERT INTO django_content_type VALUES (25, 'wagtailcore', 'pagesubscription');
INSERT INTO django_content_type VALUES (26, 'wagtailcore', 'referenceindex');
INSERT INTO django_content_type VALUES (27, 'wagtail_localize', 'translation');
INSERT INTO django_content_type VALUES (28, 'wagtailadmin', 'admin');
INSERT INTO django_content_type VALUES (29, 'wagtaildocs', 'document');
INSERT INTO django_content_type VALUES (30, 'wagtailimages', 'image');
INSERT INTO django_content_type VALUES (31, 'accounts', 'user');
INSERT INTO django_content_type VALUES (32, 'accounts', 'device');
INSERT INTO django_content_type VALUES (33, 'accounts', 'guess');
INSERT INTO django_content_type VALUES (34, 'accounts', 'session');
INSERT INTO django_content_type VALUES (35, 'accounts', 'requestcount');
INSERT INTO django_content_type VALUES (36, 'audit', 'auditentry');
INSERT INTO django_content_type VALUES (37, 'notifications', 'mail');
INSERT INTO django_content_type VALUES (38, 'notifications', 'follower');
INSERT INTO django_content_type VALUES (39, 'notifications', 'following');
INSERT INTO django_content_type VALUES (40, 'jobs', 'job');
INSERT INTO django_content_type VALUES (41, 'registry', 'organisation');
INSERT INTO django_content_type VALUES (42, 'registry', 'seat');
INSERT INTO django_content_type VALUES (43, 'registry', 'calendar');
INSERT INTO django_content_type VALUES (44, 'registry', 'calendarday');
INSERT INTO django_content_type VALUES (45, 'registry', 'changeevent');
INSERT INTO django_content_type VALUES (46, 'registry', 'changeside');
INSERT INTO django_content_type VALUES (47, 'registry', 'contextevent');
INSERT INTO django_content_type VALUES (48, 'registry', 'fact');
INSERT INTO django_content_type VALUES (49, 'registry', 'fileimport');
INSERT INTO django_content_type VALUES (50, 'registry', 'focusarea');
INSERT INTO django_content_type VALUES (51, 'registry', 'focuschange');
INSERT INTO django_content_type VALUES (52, 'registry', 'formerseat');
INSERT INTO django_content_type VALUES (53, 'registry', 'logofile');
INSERT INTO django_content_type VALUES (54, 'networks', 'membership');
INSERT INTO django_content_type VALUES (55, 'networks', 'network');
INSERT INTO django_content_type VALUES (56, 'networks', 'invitation');
INSERT INTO django_content_type VALUES (57, 'networks', 'coordination');
INSERT INTO django_content_type VALUES (58, 'networks', 'dutyreminder');
INSERT INTO django_content_type VALUES (59, 'networks', 'forwardingline');
INSERT INTO django_content_type VALUES (60, 'networks', 'membershiprequest');
INSERT INTO django_content_type VALUES (61, 'networks', 'formername');
INSERT INTO django_content_type VALUES (62, 'directory', 'memberfigures');
INSERT INTO django_content_type VALUES (63, 'returns', 'returnround');
INSERT INTO django_content_type VALUES (64, 'returns', 'return');
INSERT INTO django_content_type VALUES (65, 'returns', 'returntable');
INSERT INTO django_content_type VALUES (66, 'ledger', 'exchange');
INSERT INTO django_content_type VALUES (67, 'ledger', 'checkpoint');
INSERT INTO django_content_type VALUES (68, 'ledger', 'legalground');
INSERT INTO django_content_type VALUES (69, 'ledger', 'logkey');
INSERT INTO django_content_type VALUES (70, 'ledger', 'witness');
INSERT INTO django_content_type VALUES (71, 'ledger', 'columnmapping');
INSERT INTO django_content_type VALUES (72, 'ledger', 'cosignature');
INSERT INTO django_content_type VALUES (73, 'ledger', 'exchangedocument');
INSERT INTO django_content_type VALUES (74, 'ledger', 'logentry');
INSERT INTO django_content_type VALUES (75, 'ledger', 'logopening');
INSERT INTO django_content_type VALUES (76, 'ledger', 'tableimport');
INSERT INTO django_content_type VALUES (77, 'ledger', 'thread');
INSERT INTO django_content_type VALUES (78, 'ledger', 'countdispute');
INSERT INTO django_content_type VALUES (79, 'ledger', 'figureset');
INSERT INTO django_content_type VALUES (80, 'laws', 'instrument');
INSERT INTO django_content_type VALUES (81, 'laws', 'version');
INSERT INTO django_content_type VALUES (82, 'laws', 'expression');
INSERT INTO django_content_type VALUES (83, 'laws', 'provision');
INSERT INTO django_content_type VALUES (84, 'laws', 'draftedition');
INSERT INTO django_content_type VALUES (85, 'laws', 'draftprovision');
INSERT INTO django_content_type VALUES (86, 'laws', 'draftchange');
INSERT INTO django_content_type VALUES (87, 'laws', 'writtendraft');
INSERT INTO django_content_type VALUES (88, 'laws', 'draftwords');
INSERT INTO django_content_type VALUES (89, 'initiatives', 'goal');
INSERT INTO django_content_type VALUES (90, 'initiatives', 'indicator');
INSERT INTO django_content_type VALUES (91, 'initiatives', 'initiative');
INSERT INTO django_content_type VALUES (92, 'initiatives', 'goalreview');
INSERT INTO django_content_type VALUES (93, 'initiatives', 'consultationtie');
INSERT INTO django_content_type VALUES (94, 'initiatives', 'initiativedocument');
INSERT INTO django_content_type VALUES (95, 'initiatives', 'initiativefocus');
INSERT INTO django_content_type VALUES (96, 'initiatives', 'initiativemoney');
INSERT INTO django_content_type VALUES (97, 'initiatives', 'initiativepart');
INSERT INTO django_content_type VALUES (98, 'initiatives', 'lineageevent');
INSERT INTO django_content_type VALUES (99, 'initiatives', 'founder');
INSERT INTO django_content_type VALUES (100, 'initiatives', 'lineageside');
INSERT INTO django_content_type VALUES (101, 'initiatives', 'observation');
INSERT INTO django_content_type VALUES (102, 'initiatives', 'goaltie');
INSERT INTO django_content_type VALUES (103, 'initiatives', 'inquiry');
INSERT INTO django_content_type VALUES (104, 'initiatives', 'inquirybody');
INSERT INTO django_content_type VALUES (105, 'initiatives', 'inquiryquestion');
INSERT INTO django_content_type VALUES (106, 'initiatives', 'inquiryanswer');
INSERT INTO django_content_type VALUES (107, 'initiatives', 'inquirytable');
INSERT INTO django_content_type VALUES (108, 'consultations', 'consultation');
INSERT INTO django_content_type VALUES (109, 'consultations', 'comment');
INSERT INTO django_content_type VALUES (110, 'consultations', 'decision');
INSERT INTO django_content_type VALUES (111, 'consultations', 'group');
INSERT INTO django_content_type VALUES (112, 'consultations', 'intake');
INSERT INTO django_content_type VALUES (113, 'consultations', 'opinionresult');
INSERT INTO django_content_type VALUES (114, 'consultations', 'statement');
INSERT INTO django_content_type VALUES (115, 'consultations', 'tally');
INSERT INTO django_content_type VALUES (116, 'consultations', 'vote');
INSERT INTO django_content_type VALUES (117, 'consultations', 'witness');
INSERT INTO django_content_type VALUES (118, 'consultations', 'speakername');
INSERT INTO django_content_type VALUES (119, 'consultations', 'keptgrouping');
INSERT INTO django_content_type VALUES (120, 'consultations', 'arrivingfile');
INSERT INTO django_content_type VALUES (121, 'consultations', 'arrivingpart');
INSERT INTO django_content_type VALUES (122, 'proposals', 'minorityopinion');
INSERT INTO django_content_type VALUES (123, 'proposals', 'proposal');
INSERT INTO django_content_type VALUES (124, 'proposals', 'signature');
INSERT INTO django_content_type VALUES (125, 'proposals', 'suggestion');
INSERT INTO django_content_type VALUES (126, 'proposals', 'remark');
INSERT INTO django_content_type VALUES (127, 'proposals', 'proposalversion');
INSERT INTO django_content_type VALUES (128, 'proposals', 'forwarding');
INSERT INTO django_content_type VALUES (129, 'proposals', 'forwardeditem');
INSERT INTO django_content_type VALUES (130, 'outcomes', 'submission');
INSERT INTO django_content_type VALUES (131, 'outcomes', 'reply');
INSERT INTO django_content_type VALUES (132, 'outcomes', 'uptake');
INSERT INTO django_content_type VALUES (133, 'outcomes', 'handover');
INSERT INTO django_content_type VALUES (134, 'outcomes', 'handoverreply');
INSERT INTO django_content_type VALUES (135, 'research', 'researchrequest');
INSERT INTO django_content_type VALUES (136, 'research', 'work');
INSERT INTO django_content_type VALUES (137, 'research', 'prize');
INSERT INTO django_content_type VALUES (138, 'research', 'workauthor');
INSERT INTO django_content_type VALUES (139, 'research', 'workuse');
INSERT INTO django_content_type VALUES (140, 'research', 'workversion');
INSERT INTO django_content_type VALUES (141, 'research', 'workfile');
INSERT INTO django_content_type VALUES (142, 'research', 'researchoffer');
INSERT INTO django_content_type VALUES (143, 'research', 'lawtrace');
INSERT INTO django_content_type VALUES (144, 'research', 'worktheme');
INSERT INTO django_content_type VALUES (145, 'pages', 'article');
INSERT INTO django_content_type VALUES (146, 'pages', 'section');
INSERT INTO django_content_type VALUES (147, 'pages', 'homepage');
INSERT INTO django_content_type VALUES (148, 'pages', 'infopage');
INSERT INTO django_content_type VALUES (149, 'pages', 'series');
INSERT INTO django_content_type VALUES (150, 'pages', 'articletag');
INSERT INTO django_content_type VALUES (151, 'pages', 'pagetext');
INSERT INTO django_content_type VALUES (152, 'pages', 'newsimport');
INSERT INTO django_content_type VALUES (153, 'pages', 'importedpage');
INSERT INTO django_content_type VALUES (154, 'pages', 'newsletterissue');
INSERT INTO django_content_type VALUES (155, 'pages', 'picture');
INSERT INTO django_content_type VALUES (156, 'pages', 'articlepicture');
INSERT INTO django_content_type VALUES (157, 'pages', 'picturefile');
INSERT INTO django_content_type VALUES (158, 'api', 'dump');
INSERT INTO django_content_type VALUES (159, 'api', 'token');
INSERT INTO django_content_type VALUES (160, 'api', 'webhook');
INSERT INTO django_content_type VALUES (161, 'api', 'dumpfile');
INSERT INTO django_content_type VALUES (162, 'api', 'delivery');
INSERT INTO django_content_type VALUES (163, 'personal', 'erasure');
INSERT INTO django_content_type VALUES (164, 'personal', 'remnant');
INSERT INTO django_content_type VALUES (165, 'operations', 'presence');
INSERT INTO django_content_type VALUES (166, 'account', 'emailaddress');
INSERT INTO django_content_type VALUES (167, 'account', 'emailconfirmation');
INSERT INTO django_content_type VALUES (168, 'mfa', 'authenticator');
INSERT INTO django_content_type VALUES (169, 'django_tasks_database', 'dbtaskresult');
INSERT INTO django_content_type VALUES (170, 'wagtail_localize', 'string');
INSERT INTO django_content_type VALUES (171, 'wagtail_localize', 'template');
INSERT INTO django_content_type VALUES (172, 'wagtail_localize', 'translatableobject');
INSERT INTO django_content_type VALUES (173, 'wagtail_localize', 'translationsource');
INSERT INTO django_content_type VALUES (174, 'wagtail_localize', 'translationlog');
INSERT INTO django_content_type VALUES (175, 'wagtail_localize', 'translationcontext');
INSERT INTO django_content_type VALUES (176, 'wagtail_localize', 'templatesegment');
INSERT INTO django_content_type VALUES (177, 'wagtail_localize', 'stringsegment');
INSERT INTO django_content_type VALUES (178, 'wagtail_localize', 'relatedobjectsegment');
INSERT INTO django_content_type VALUES (179, 'wagtail_localize', 'stringtranslation');
INSERT INTO django_content_type VALUES (180, 'wagtail_localize', 'overridablesegment');
INSERT INTO django_content_type VALUES (181, 'wagtail_localize', 'segmentoverride');
INSERT INTO django_content_type VALUES (182, 'wagtail_localize', 'localesynchronization');
INSERT INTO django_content_type VALUES (183, 'wagtailforms', 'formsubmission');
INSERT INTO django_content_type VALUES (184, 'wagtailredirects', 'redirect');
INSERT INTO django_content_type VALUES (185, 'wagtailembeds', 'embed');
INSERT INTO django_content_type VALUES (186, 'wagtailusers', 'userprofile');
INSERT INTO django_content_type VALUES (187, 'wagtailimages', 'rendition');
INSERT INTO django_content_type VALUES (188, 'wagtailsearch', 'indexentry');
INSERT INTO django_content_type VALUES (189, 'wagtailadmin', 'editingsession');
INSERT INTO django_content_type VALUES (190, 'wagtailadmin', 'formstate');
INSERT INTO django_content_type VALUES (191, 'taggit', 'tag');
INSERT INTO django_content_type VALUES (192, 'taggit', 'taggeditem');
INSERT INTO django_content_type VALUES (193, 'auth', 'permission');
INSERT INTO django_content_type VALUES (194, 'auth', 'group');
INSERT INTO django_content_type VALUES (195, 'contenttypes', 'contenttype');
INSERT INTO django_content_type VALUES (196, 'sessions', 'session');
INSERT INTO ledger_legalground VALUES (1, 'cn', '中华人民共和国政府信息公开条例（2007年）', 'Regulations on Open Government Information (2007)', '第二十四条 / art. 24', '2008-05-01', '2019-05-14', 15, 'working_day', false, true, 15, 'working_day', 'https://www.gov.cn/xxgk/pub/govpublic/tiaoli.html');
INSERT INTO ledger_legalground VALUES (2, 'cn', '中华人民共和国政府信息公开条例（2019年修订）', 'Regulations on Open Government Information (revised 2019)', '第三十三条 / art. 33', '2019-05-15', NULL, 20, 'working_day', false, true, 20, 'working_day', 'https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm');
INSERT INTO ledger_legalground VALUES (3, 'gb', '英国信息自由法（2000年）', 'Freedom of Information Act 2000', 's. 10(1)', '2005-01-01', NULL, 20, 'working_day', false, true, NULL, '', 'https://www.legislation.gov.uk/ukpga/2000/36/section/10');
INSERT INTO ledger_legalground VALUES (4, 'eu', '欧盟第1049/2001号条例', 'Regulation (EC) No 1049/2001', 'art. 7', '2001-12-03', NULL, 15, 'working_day', false, true, 15, 'working_day', 'https://eur-lex.europa.eu/eli/reg/2001/1049/oj');
INSERT INTO registry_focusarea VALUES (1, 'poverty-alleviation', '扶贫济困', 'poverty alleviation', 'D10 F20', 'social_service', '1', 1, NULL, NULL);
INSERT INTO registry_focusarea VALUES (2, 'rural-development', '乡村发展', 'rural development', 'F20 L10', 'agriculture', '1 2 11', 2, NULL, NULL);
INSERT INTO registry_focusarea VALUES (3, 'livelihoods', '生计', 'livelihoods', 'F20 D40', 'agriculture', '1 8', 3, NULL, NULL);
INSERT INTO registry_focusarea VALUES (4, 'food', '粮食与农业', 'food and agriculture', 'L10', 'agriculture', '2', 4, NULL, NULL);
INSERT INTO registry_focusarea VALUES (5, 'women', '妇女与性别平等', 'women', 'G10 D10', 'social_service', '5', 5, NULL, NULL);
INSERT INTO registry_focusarea VALUES (6, 'children', '儿童', 'children', 'D10 D20', 'social_service', '3 4 16', 6, NULL, NULL);
INSERT INTO registry_focusarea VALUES (7, 'youth', '青年', 'youth', 'D10 B30', 'social_service', '4 8', 7, NULL, NULL);
INSERT INTO registry_focusarea VALUES (8, 'ageing', '养老', 'ageing', 'C30 D10', 'social_service', '3', 8, NULL, NULL);
INSERT INTO registry_focusarea VALUES (9, 'disability', '残障', 'disability', 'D10 D40 G10', 'social_service', '10', 9, NULL, NULL);
INSERT INTO registry_focusarea VALUES (10, 'migrants', '流动人口', 'migrants and displaced people', 'D10 G10', 'social_service', '8 10', 10, NULL, NULL);
INSERT INTO registry_focusarea VALUES (11, 'labour', '劳动者权益', 'labour', 'J30 G10', 'law', '8', 11, NULL, NULL);
INSERT INTO registry_focusarea VALUES (12, 'education', '教育', 'education', 'B10 B20 B30', 'education', '4', 12, NULL, NULL);
INSERT INTO registry_focusarea VALUES (13, 'health', '卫生健康', 'health', 'C10 C20', 'health', '3', 13, NULL, NULL);
INSERT INTO registry_focusarea VALUES (14, 'mental-health', '心理健康', 'mental health', 'C10 D10', 'health', '3', 14, NULL, NULL);
INSERT INTO registry_focusarea VALUES (15, 'disaster-relief', '救灾减灾', 'disaster relief', 'D30', 'social_service', '11 13', 15, NULL, NULL);
INSERT INTO registry_focusarea VALUES (16, 'environment', '生态环境', 'environment', 'E10', 'environment', '13 14 15', 16, NULL, NULL);
INSERT INTO registry_focusarea VALUES (17, 'climate', '气候变化', 'climate', 'E10 G10', 'environment', '13', 17, NULL, NULL);
INSERT INTO registry_focusarea VALUES (18, 'energy', '能源转型', 'energy', 'F40 E10', 'environment', '7', 18, NULL, NULL);
INSERT INTO registry_focusarea VALUES (19, 'water', '水与河流', 'water', 'E10 F40', 'environment', '6 14', 19, NULL, NULL);
INSERT INTO registry_focusarea VALUES (20, 'biodiversity', '生物多样性', 'biodiversity', 'E10 E20', 'environment', '14 15', 20, NULL, NULL);
INSERT INTO registry_focusarea VALUES (21, 'waste', '垃圾与循环利用', 'waste and recycling', 'F40', 'environment', '12', 21, NULL, NULL);
INSERT INTO registry_focusarea VALUES (22, 'community', '社区发展', 'community development', 'F20 F30', 'social_service', '11', 22, NULL, NULL);
INSERT INTO registry_focusarea VALUES (23, 'housing', '住房', 'housing', 'F10 F30', 'social_service', '11', 23, NULL, NULL);
INSERT INTO registry_focusarea VALUES (24, 'legal-aid', '法律援助', 'legal aid', 'K20 G10', 'law', '16', 24, NULL, NULL);
INSERT INTO registry_focusarea VALUES (25, 'civic-participation', '公众参与', 'civic participation', 'G10', 'law', '16', 25, NULL, NULL);
INSERT INTO registry_focusarea VALUES (26, 'philanthropy', '慈善与志愿服务', 'philanthropy and volunteering', 'H10 H90', 'social_service', '17', 26, NULL, NULL);
INSERT INTO registry_focusarea VALUES (27, 'culture', '文化艺术', 'culture and arts', 'A10', 'culture', '11', 27, NULL, NULL);
INSERT INTO registry_focusarea VALUES (28, 'language-access', '语言无障碍', 'language access', 'A30 D10', 'culture', '10 16', 28, NULL, NULL);
INSERT INTO registry_focusarea VALUES (29, 'sports', '体育', 'sports', 'A20', 'sports', '3', 29, NULL, NULL);
INSERT INTO registry_focusarea VALUES (30, 'animals', '动物保护', 'animal welfare', 'E20', 'environment', '15', 30, NULL, NULL);
INSERT INTO registry_focusarea VALUES (31, 'digital', '数字技术与数据', 'digital technology and data', 'A30 K10', 'science', '9', 31, NULL, NULL);
INSERT INTO registry_focusarea VALUES (32, 'research', '研究', 'research', 'K10', 'science', '9 17', 32, NULL, NULL);
INSERT INTO registry_focusarea VALUES (33, 'business', '行业与商会', 'business associations', 'J10 J20', 'business', '8 9', 33, NULL, NULL);
INSERT INTO registry_focusarea VALUES (34, 'religion', '宗教', 'religion', 'I10 I90', 'religion', '16', 34, NULL, NULL);
INSERT INTO registry_focusarea VALUES (35, 'international-cooperation', '国际合作', 'international cooperation', 'G30', 'international', '17', 35, NULL, NULL);
INSERT INTO wagtailcore_collection VALUES (1, '0001', 1, 0, 'Root');
INSERT INTO wagtailcore_groupapprovaltask VALUES (1);
INSERT INTO wagtailcore_groupapprovaltask_groups VALUES (1, 1, 1);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (1, 1, 1, 111);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (2, 1, 2, 111);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (3, 1, 1, 112);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (4, 1, 2, 112);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (5, 1, 1, 114);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (6, 1, 2, 114);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (7, 1, 1, 115);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (8, 1, 2, 115);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (9, 1, 1, 116);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (10, 1, 2, 116);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (11, 1, 1, 118);
INSERT INTO wagtailcore_groupcollectionpermission VALUES (12, 1, 2, 118);
INSERT INTO wagtailcore_grouppagepermission VALUES (1, 1, 1, 69);
INSERT INTO wagtailcore_grouppagepermission VALUES (2, 1, 1, 70);
INSERT INTO wagtailcore_grouppagepermission VALUES (3, 1, 1, 75);
INSERT INTO wagtailcore_grouppagepermission VALUES (4, 2, 1, 69);
INSERT INTO wagtailcore_grouppagepermission VALUES (5, 2, 1, 70);
INSERT INTO wagtailcore_grouppagepermission VALUES (6, 1, 1, 74);
INSERT INTO wagtailcore_grouppagepermission VALUES (7, 1, 1, 76);
INSERT INTO wagtailcore_locale VALUES (1, 'zh-hans');
INSERT INTO wagtailcore_page VALUES (1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, gen_random_uuid(), 1, NULL, NULL);
INSERT INTO wagtailcore_page VALUES (2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, gen_random_uuid(), 1, NULL, NULL);
INSERT INTO wagtailcore_site VALUES (1, 'localhost', 80, true, 2, '');
INSERT INTO wagtailcore_task VALUES (1, 'Moderators approval', true, 2);
INSERT INTO wagtailcore_workflow VALUES (1, 'Moderators approval', true);
INSERT INTO wagtailcore_workflowpage VALUES (1, 1);
INSERT INTO wagtailcore_workflowtask VALUES (1, 0, 1, 1);
SELECT pg_catalog.setval('auth_group_id_seq', 2, true);
SELECT pg_catalog.setval('auth_group_permissions_id_seq', 20, true);
SELECT pg_catalog.setval('auth_permission_id_seq', 788, true);
SELECT pg_catalog.setval('django_content_type_id_seq', 196, true);
SELECT pg_catalog.setval('django_migrations_id_seq', 378, true);
SELECT pg_catalog.setval('ledger_legalground_id_seq', 4, true);
SELECT pg_catalog.setval('registry_focusarea_id_seq', 35, true);
SELECT pg_catalog.setval('wagtailcore_collection_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_groupapprovaltask_groups_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_groupcollectionpermission_id_seq', 12, true);
SELECT pg_catalog.setval('wagtailcore_grouppagepermission_id_seq', 7, true);
SELECT pg_catalog.setval('wagtailcore_locale_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_page_id_seq', 2, true);
SELECT pg_catalog.setval('wagtailcore_site_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_task_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_workflow_id_seq', 1, true);
SELECT pg_catalog.setval('wagtailcore_workflowtask_id_seq', 1, true);
ALTER TABLE ONLY api_dumpfile ADD CONSTRAINT a_file_once_a_dump UNIQUE (dump_id, name);
ALTER TABLE ONLY initiatives_initiativefocus ADD CONSTRAINT a_focus_once UNIQUE (initiative_id, focus);
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT a_founder_is_invited_once UNIQUE (event_id, organisation_id);
ALTER TABLE ONLY consultations_speakername ADD CONSTRAINT a_name_is_told_once UNIQUE (consultation_id, key);
ALTER TABLE ONLY research_worktheme ADD CONSTRAINT a_theme_once UNIQUE (work_id, focus);
ALTER TABLE ONLY account_emailaddress ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY account_emailaddress ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY account_emailconfirmation ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY account_emailconfirmation ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY audit_auditentry ADD CONSTRAINT accounts_act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY accounts_device ADD CONSTRAINT accounts_device_pkey PRIMARY KEY (id);
ALTER TABLE ONLY accounts_device ADD CONSTRAINT accounts_device_proof_key UNIQUE (proof);
ALTER TABLE ONLY accounts_guess ADD CONSTRAINT accounts_guess_pkey PRIMARY KEY (who);
ALTER TABLE ONLY notifications_mail ADD CONSTRAINT accounts_mail_key_key UNIQUE (key);
ALTER TABLE ONLY notifications_mail ADD CONSTRAINT accounts_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY accounts_requestcount ADD CONSTRAINT accounts_requestcount_pkey PRIMARY KEY (who);
ALTER TABLE ONLY accounts_session ADD CONSTRAINT accounts_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY accounts_user ADD CONSTRAINT accounts_user_email_key UNIQUE (email);
ALTER TABLE ONLY accounts_user_groups ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY accounts_user_groups ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY accounts_user ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY accounts_user_user_permissions ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY accounts_user_user_permissions ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquirybody ADD CONSTRAINT an_authority_is_asked_once UNIQUE (inquiry_id, authority_id);
ALTER TABLE ONLY api_delivery ADD CONSTRAINT api_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_dump ADD CONSTRAINT api_dump_name_key UNIQUE (name);
ALTER TABLE ONLY api_dump ADD CONSTRAINT api_dump_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_dumpfile ADD CONSTRAINT api_dumpfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_token ADD CONSTRAINT api_token_digest_key UNIQUE (digest);
ALTER TABLE ONLY api_token ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_webhook ADD CONSTRAINT api_webhook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth_group ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY auth_group_permissions ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY auth_group_permissions ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth_group ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY auth_permission ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY auth_permission ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT consultations_arrivingfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT consultations_arrivingfile_public_id_key UNIQUE (public_id);
ALTER TABLE ONLY consultations_arrivingpart ADD CONSTRAINT consultations_arrivingpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_comment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_comment_public_id_key UNIQUE (public_id);
ALTER TABLE ONLY consultations_comment_words ADD CONSTRAINT consultations_comment_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_consultation_invited ADD CONSTRAINT consultations_consultati_consultation_id_organisa_e86570e1_uniq UNIQUE (consultation_id, organisation_id);
ALTER TABLE ONLY consultations_consultation_invited ADD CONSTRAINT consultations_consultation_invited_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consultation_slug_key UNIQUE (slug);
ALTER TABLE ONLY consultations_decision ADD CONSTRAINT consultations_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_group ADD CONSTRAINT consultations_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_group_words ADD CONSTRAINT consultations_group_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_instrument ADD CONSTRAINT consultations_instrument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_intake ADD CONSTRAINT consultations_intake_pkey PRIMARY KEY (id);
ALTER TABLE ONLY jobs_job ADD CONSTRAINT consultations_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_keptgrouping ADD CONSTRAINT consultations_keptgrouping_consultation_id_key UNIQUE (consultation_id);
ALTER TABLE ONLY consultations_keptgrouping ADD CONSTRAINT consultations_keptgrouping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_opinionresult ADD CONSTRAINT consultations_opinionresult_consultation_id_key UNIQUE (consultation_id);
ALTER TABLE ONLY consultations_opinionresult ADD CONSTRAINT consultations_opinionresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_provision ADD CONSTRAINT consultations_provision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_speakername ADD CONSTRAINT consultations_speakername_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_statement ADD CONSTRAINT consultations_statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_statement_words ADD CONSTRAINT consultations_statement_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_tally ADD CONSTRAINT consultations_tally_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_expression ADD CONSTRAINT consultations_text_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_version ADD CONSTRAINT consultations_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_vote ADD CONSTRAINT consultations_vote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY consultations_witness ADD CONSTRAINT consultations_witness_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_minorityopinion ADD CONSTRAINT differs_once_on_each UNIQUE (version_id, organisation_id, suggestion_key);
ALTER TABLE ONLY directory_memberfigures ADD CONSTRAINT directory_memberfigures_pkey PRIMARY KEY (id);
ALTER TABLE ONLY django_content_type ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY django_content_type ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY django_migrations ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY django_session ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY django_tasks_database_dbtaskresult ADD CONSTRAINT django_tasks_database_dbtaskresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_proposalversion ADD CONSTRAINT editions_are_numbered UNIQUE (proposal_id, number);
ALTER TABLE ONLY notifications_following ADD CONSTRAINT follows_a_thing_once UNIQUE (follower_id, kind, key);
ALTER TABLE ONLY outcomes_handover ADD CONSTRAINT handed_to_an_authority_once UNIQUE (submission_id, authority_id);
ALTER TABLE ONLY initiatives_consultationtie ADD CONSTRAINT initiatives_consultationtie_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_goalreview ADD CONSTRAINT initiatives_goalreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_goaltie ADD CONSTRAINT initiatives_goaltie_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_indicator ADD CONSTRAINT initiatives_indicator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_initiative ADD CONSTRAINT initiatives_initiative_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_initiative ADD CONSTRAINT initiatives_initiative_slug_key UNIQUE (slug);
ALTER TABLE ONLY initiatives_initiativedocument ADD CONSTRAINT initiatives_initiativedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_initiativefocus ADD CONSTRAINT initiatives_initiativefocus_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_initiativemoney ADD CONSTRAINT initiatives_initiativemoney_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_initiativepart ADD CONSTRAINT initiatives_initiativepart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquiry ADD CONSTRAINT initiatives_inquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquiryanswer ADD CONSTRAINT initiatives_inquiryanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquirybody ADD CONSTRAINT initiatives_inquirybody_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquiryquestion ADD CONSTRAINT initiatives_inquiryquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_inquirytable ADD CONSTRAINT initiatives_inquirytable_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_lineageevent ADD CONSTRAINT initiatives_lineageevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_lineageside ADD CONSTRAINT initiatives_lineageside_pkey PRIMARY KEY (id);
ALTER TABLE ONLY initiatives_observation ADD CONSTRAINT initiatives_observation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_draftchange ADD CONSTRAINT laws_draftchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_draftedition ADD CONSTRAINT laws_draftedition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_draftprovision ADD CONSTRAINT laws_draftprovision_key_key UNIQUE (key);
ALTER TABLE ONLY laws_draftprovision ADD CONSTRAINT laws_draftprovision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_draftwords ADD CONSTRAINT laws_draftwords_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_provision_words ADD CONSTRAINT laws_provision_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_writtendraft_editors ADD CONSTRAINT laws_writtendraft_editors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_writtendraft_editors ADD CONSTRAINT laws_writtendraft_editors_writtendraft_id_user_id_2716d071_uniq UNIQUE (writtendraft_id, user_id);
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_instrument_id_key UNIQUE (instrument_id);
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_slug_key UNIQUE (slug);
ALTER TABLE ONLY ledger_checkpoint ADD CONSTRAINT ledger_checkpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_checkpoint ADD CONSTRAINT ledger_checkpoint_size_key UNIQUE (size);
ALTER TABLE ONLY ledger_columnmapping ADD CONSTRAINT ledger_columnmapping_headings_digest_key UNIQUE (headings_digest);
ALTER TABLE ONLY ledger_columnmapping ADD CONSTRAINT ledger_columnmapping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_cosignature ADD CONSTRAINT ledger_cosignature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_countdispute ADD CONSTRAINT ledger_countdispute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_number_key UNIQUE (number);
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_exchangedocument ADD CONSTRAINT ledger_exchangedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_figureset ADD CONSTRAINT ledger_figureset_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_legalground ADD CONSTRAINT ledger_legalground_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_logentry ADD CONSTRAINT ledger_logentry_index_key UNIQUE (index);
ALTER TABLE ONLY ledger_logentry ADD CONSTRAINT ledger_logentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_logentry ADD CONSTRAINT ledger_logentry_receipt_key_key UNIQUE (receipt_key);
ALTER TABLE ONLY ledger_logkey ADD CONSTRAINT ledger_logkey_name_key UNIQUE (name);
ALTER TABLE ONLY ledger_logkey ADD CONSTRAINT ledger_logkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_logopening ADD CONSTRAINT ledger_logopening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_tableimport ADD CONSTRAINT ledger_tableimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_thread ADD CONSTRAINT ledger_thread_ask_id_key UNIQUE (ask_id);
ALTER TABLE ONLY ledger_thread ADD CONSTRAINT ledger_thread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger_witness ADD CONSTRAINT ledger_witness_key_key UNIQUE (key);
ALTER TABLE ONLY ledger_witness ADD CONSTRAINT ledger_witness_pkey PRIMARY KEY (id);
ALTER TABLE ONLY mfa_authenticator ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_coordination ADD CONSTRAINT networks_coordination_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_dutyreminder ADD CONSTRAINT networks_dutyreminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_formername ADD CONSTRAINT networks_formername_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_forwardingline ADD CONSTRAINT networks_forwardingline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_invitation ADD CONSTRAINT networks_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_invitation ADD CONSTRAINT networks_invitation_proof_263a1a74_uniq UNIQUE (proof);
ALTER TABLE ONLY networks_membership ADD CONSTRAINT networks_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_membershiprequest ADD CONSTRAINT networks_membershiprequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_network_coordinators ADD CONSTRAINT networks_network_coordinators_network_id_user_id_39a408d6_uniq UNIQUE (network_id, user_id);
ALTER TABLE ONLY networks_network_coordinators ADD CONSTRAINT networks_network_coordinators_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_network ADD CONSTRAINT networks_network_pkey PRIMARY KEY (id);
ALTER TABLE ONLY networks_network ADD CONSTRAINT networks_network_slug_key UNIQUE (slug);
ALTER TABLE ONLY notifications_follower ADD CONSTRAINT notifications_follower_email_key UNIQUE (email);
ALTER TABLE ONLY notifications_follower ADD CONSTRAINT notifications_follower_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notifications_follower ADD CONSTRAINT notifications_follower_proof_key UNIQUE (proof);
ALTER TABLE ONLY notifications_following ADD CONSTRAINT notifications_following_pkey PRIMARY KEY (id);
ALTER TABLE ONLY notifications_following ADD CONSTRAINT notifications_following_proof_key UNIQUE (proof);
ALTER TABLE ONLY initiatives_inquiryanswer ADD CONSTRAINT one_answer_to_a_question UNIQUE (body_id, question_id);
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT one_arrival_of_a_file UNIQUE (consultation_id, created_by_id, digest);
ALTER TABLE ONLY ledger_cosignature ADD CONSTRAINT one_cosignature_each UNIQUE (checkpoint_id, witness_id);
ALTER TABLE ONLY laws_draftedition ADD CONSTRAINT one_edition_per_number UNIQUE (draft_id, number);
ALTER TABLE ONLY registry_calendarday ADD CONSTRAINT one_entry_a_day UNIQUE (calendar_id, day);
ALTER TABLE ONLY consultations_group ADD CONSTRAINT one_group_per_key UNIQUE (consultation_id, key);
ALTER TABLE ONLY networks_membership ADD CONSTRAINT one_membership_each UNIQUE (network_id, organisation_id);
ALTER TABLE ONLY networks_formername ADD CONSTRAINT one_name_up_to_a_day UNIQUE (network_id, until);
ALTER TABLE ONLY ledger_logopening ADD CONSTRAINT one_opening_each UNIQUE (entry_id, name);
ALTER TABLE ONLY consultations_arrivingpart ADD CONSTRAINT one_part_of_a_number UNIQUE (arriving_id, number);
ALTER TABLE ONLY laws_provision ADD CONSTRAINT one_provision_per_eid UNIQUE (expression_id, eid);
ALTER TABLE ONLY outcomes_handoverreply ADD CONSTRAINT one_reply_of_a_further_authority UNIQUE (handover_id, suggestion_id);
ALTER TABLE ONLY returns_return ADD CONSTRAINT one_return_of_an_organisation_for_a_year UNIQUE (round_id, organisation_id);
ALTER TABLE ONLY registry_seat ADD CONSTRAINT one_seat_each UNIQUE (user_id, organisation_id);
ALTER TABLE ONLY ledger_figureset ADD CONSTRAINT one_set_each UNIQUE (scope, subject_id);
ALTER TABLE ONLY registry_changeside ADD CONSTRAINT one_side_each UNIQUE (event_id, organisation_id, is_outcome);
ALTER TABLE ONLY consultations_statement ADD CONSTRAINT one_statement_per_key UNIQUE (consultation_id, key);
ALTER TABLE ONLY proposals_suggestion ADD CONSTRAINT one_suggestion_per_key UNIQUE (version_id, key);
ALTER TABLE ONLY consultations_tally ADD CONSTRAINT one_tally_per_unit UNIQUE (consultation_id, unit);
ALTER TABLE ONLY laws_expression ADD CONSTRAINT one_text_per_language UNIQUE (version_id, language);
ALTER TABLE ONLY research_lawtrace ADD CONSTRAINT one_trace_of_a_work_in_a_law UNIQUE (work_id, consultation_id, language);
ALTER TABLE ONLY research_workversion ADD CONSTRAINT one_version_of_a_number UNIQUE (work_id, number);
ALTER TABLE ONLY consultations_vote ADD CONSTRAINT one_vote_each UNIQUE (statement_id, participant);
ALTER TABLE ONLY operations_presence ADD CONSTRAINT operations_presence_pkey PRIMARY KEY (process);
ALTER TABLE ONLY outcomes_handover ADD CONSTRAINT outcomes_handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_handoverreply ADD CONSTRAINT outcomes_handoverreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_reply_words ADD CONSTRAINT outcomes_reply_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY pages_articlepicture ADD CONSTRAINT pages_articlepicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_articletag ADD CONSTRAINT pages_articletag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_homepage ADD CONSTRAINT pages_homepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY pages_importedpage ADD CONSTRAINT pages_importedpage_key_key UNIQUE (key);
ALTER TABLE ONLY pages_importedpage ADD CONSTRAINT pages_importedpage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_infopage ADD CONSTRAINT pages_infopage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY pages_newsimport ADD CONSTRAINT pages_newsimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_newsletterissue ADD CONSTRAINT pages_newsletterissue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_pagetext ADD CONSTRAINT pages_pagetext_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY pages_pagetext ADD CONSTRAINT pages_pagetext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_pagetext_words ADD CONSTRAINT pages_pagetext_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_picture ADD CONSTRAINT pages_picture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_picturefile ADD CONSTRAINT pages_picturefile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY pages_section ADD CONSTRAINT pages_section_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY pages_series ADD CONSTRAINT pages_series_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY personal_erasure ADD CONSTRAINT personal_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY personal_remnant ADD CONSTRAINT personal_remnant_mark_key UNIQUE (mark);
ALTER TABLE ONLY personal_remnant ADD CONSTRAINT personal_remnant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_proposalversion ADD CONSTRAINT proposals_edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardeditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_forwarding ADD CONSTRAINT proposals_forwarding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_minorityopinion ADD CONSTRAINT proposals_minorityopinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_proposal ADD CONSTRAINT proposals_proposal_consultation_id_key UNIQUE (consultation_id);
ALTER TABLE ONLY proposals_proposal ADD CONSTRAINT proposals_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_remark ADD CONSTRAINT proposals_remark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_reply ADD CONSTRAINT proposals_reply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_reply ADD CONSTRAINT proposals_reply_suggestion_id_key UNIQUE (suggestion_id);
ALTER TABLE ONLY proposals_signature ADD CONSTRAINT proposals_signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_submission ADD CONSTRAINT proposals_submission_edition_id_key UNIQUE (version_id);
ALTER TABLE ONLY outcomes_submission ADD CONSTRAINT proposals_submission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_suggestion_groups ADD CONSTRAINT proposals_suggestion_gro_suggestion_id_group_id_490dcc9a_uniq UNIQUE (suggestion_id, group_id);
ALTER TABLE ONLY proposals_suggestion_groups ADD CONSTRAINT proposals_suggestion_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_suggestion ADD CONSTRAINT proposals_suggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_suggestion_words ADD CONSTRAINT proposals_suggestion_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_uptake ADD CONSTRAINT proposals_uptake_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outcomes_uptake ADD CONSTRAINT proposals_uptake_suggestion_id_key UNIQUE (suggestion_id);
ALTER TABLE ONLY registry_calendar ADD CONSTRAINT registry_calendar_organisation_id_key UNIQUE (organisation_id);
ALTER TABLE ONLY registry_calendar ADD CONSTRAINT registry_calendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_calendarday ADD CONSTRAINT registry_calendarday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_changeevent ADD CONSTRAINT registry_changeevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_changeside ADD CONSTRAINT registry_changeside_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_contextevent_focuses ADD CONSTRAINT registry_contextevent_fo_contextevent_id_focusare_c50d346e_uniq UNIQUE (contextevent_id, focusarea_id);
ALTER TABLE ONLY registry_contextevent_focuses ADD CONSTRAINT registry_contextevent_focuses_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_contextevent ADD CONSTRAINT registry_contextevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_fact ADD CONSTRAINT registry_fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_fileimport ADD CONSTRAINT registry_fileimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_focusarea ADD CONSTRAINT registry_focusarea_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_focusarea ADD CONSTRAINT registry_focusarea_slug_key UNIQUE (slug);
ALTER TABLE ONLY registry_focuschange ADD CONSTRAINT registry_focuschange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_formerseat ADD CONSTRAINT registry_formerseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_logofile ADD CONSTRAINT registry_logofile_digest_key UNIQUE (digest);
ALTER TABLE ONLY registry_logofile ADD CONSTRAINT registry_logofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_organisation ADD CONSTRAINT registry_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_organisation ADD CONSTRAINT registry_organisation_slug_key UNIQUE (slug);
ALTER TABLE ONLY registry_organisation_words ADD CONSTRAINT registry_organisation_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry_seat ADD CONSTRAINT registry_seat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_lawtrace ADD CONSTRAINT research_lawtrace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_prize ADD CONSTRAINT research_prize_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_researchoffer ADD CONSTRAINT research_researchoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_researchrequest ADD CONSTRAINT research_researchrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_slug_key UNIQUE (slug);
ALTER TABLE ONLY research_work_words ADD CONSTRAINT research_work_words_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_workauthor ADD CONSTRAINT research_workauthor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_workfile ADD CONSTRAINT research_workfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_worktheme ADD CONSTRAINT research_worktheme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_workuse ADD CONSTRAINT research_workuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY research_workversion ADD CONSTRAINT research_workversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_pkey PRIMARY KEY (id);
ALTER TABLE ONLY returns_returnround_asked ADD CONSTRAINT returns_returnround_aske_returnround_id_organisat_f59843b2_uniq UNIQUE (returnround_id, organisation_id);
ALTER TABLE ONLY returns_returnround_asked ADD CONSTRAINT returns_returnround_asked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY returns_returnround ADD CONSTRAINT returns_returnround_pkey PRIMARY KEY (id);
ALTER TABLE ONLY returns_returnround ADD CONSTRAINT returns_returnround_year_key UNIQUE (year);
ALTER TABLE ONLY returns_returntable ADD CONSTRAINT returns_returntable_pkey PRIMARY KEY (id);
ALTER TABLE ONLY proposals_signature ADD CONSTRAINT signed_once_per_edition UNIQUE (version_id, organisation_id);
ALTER TABLE ONLY taggit_tag ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);
ALTER TABLE ONLY taggit_tag ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY taggit_tag ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);
ALTER TABLE ONLY taggit_taggeditem ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);
ALTER TABLE ONLY taggit_taggeditem ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY api_delivery ADD CONSTRAINT told_once_of_each UNIQUE (webhook_id, key);
ALTER TABLE ONLY wagtailcore_grouppagepermission ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);
ALTER TABLE ONLY wagtail_localize_localesynchronization ADD CONSTRAINT wagtail_localize_localesynchronization_locale_id_key UNIQUE (locale_id);
ALTER TABLE ONLY wagtail_localize_localesynchronization ADD CONSTRAINT wagtail_localize_localesynchronization_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_overridablesegment ADD CONSTRAINT wagtail_localize_overridablesegment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_relatedobjectsegment ADD CONSTRAINT wagtail_localize_relatedobjectsegment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_segmentoverride ADD CONSTRAINT wagtail_localize_segmentoverride_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_string ADD CONSTRAINT wagtail_localize_string_locale_id_data_hash_bae71852_uniq UNIQUE (locale_id, data_hash);
ALTER TABLE ONLY wagtail_localize_string ADD CONSTRAINT wagtail_localize_string_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_stringsegment ADD CONSTRAINT wagtail_localize_stringsegment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_stringt_locale_id_translation_of_d2d59359_uniq UNIQUE (locale_id, translation_of_id, context_id);
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_stringtranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_template ADD CONSTRAINT wagtail_localize_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_template ADD CONSTRAINT wagtail_localize_template_uuid_key UNIQUE (uuid);
ALTER TABLE ONLY wagtail_localize_templatesegment ADD CONSTRAINT wagtail_localize_templatesegment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_translatableobject ADD CONSTRAINT wagtail_localize_transla_content_type_id_translat_de875339_uniq UNIQUE (content_type_id, translation_key);
ALTER TABLE ONLY wagtail_localize_translationsource ADD CONSTRAINT wagtail_localize_transla_object_id_locale_id_fb6a8d8e_uniq UNIQUE (object_id, locale_id);
ALTER TABLE ONLY wagtail_localize_translationcontext ADD CONSTRAINT wagtail_localize_transla_object_id_path_id_c7f5d707_uniq UNIQUE (object_id, path_id);
ALTER TABLE ONLY wagtail_localize_translation ADD CONSTRAINT wagtail_localize_transla_source_id_target_locale__7e943cf8_uniq UNIQUE (source_id, target_locale_id);
ALTER TABLE ONLY wagtail_localize_translatableobject ADD CONSTRAINT wagtail_localize_translatableobject_pkey PRIMARY KEY (translation_key);
ALTER TABLE ONLY wagtail_localize_translation ADD CONSTRAINT wagtail_localize_translation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_translation ADD CONSTRAINT wagtail_localize_translation_uuid_key UNIQUE (uuid);
ALTER TABLE ONLY wagtail_localize_translationcontext ADD CONSTRAINT wagtail_localize_translationcontext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_translationlog ADD CONSTRAINT wagtail_localize_translationlog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtail_localize_translationsource ADD CONSTRAINT wagtail_localize_translationsource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailadmin_admin ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailadmin_editingsession ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailadmin_formstate ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_apitoken ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY wagtailcore_apitoken ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_collection ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);
ALTER TABLE ONLY wagtailcore_collection ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_collectionviewrestriction_groups ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);
ALTER TABLE ONLY wagtailcore_collectionviewrestriction_groups ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_collectionviewrestriction ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_comment ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_commentreply ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_groupapprovaltask_groups ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);
ALTER TABLE ONLY wagtailcore_groupapprovaltask_groups ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_groupapprovaltask ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY wagtailcore_groupcollectionpermission ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);
ALTER TABLE ONLY wagtailcore_groupcollectionpermission ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_grouppagepermission ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_groupsitepermission ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);
ALTER TABLE ONLY wagtailcore_groupsitepermission ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_locale ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);
ALTER TABLE ONLY wagtailcore_locale ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_modellogentry ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY wagtailcore_pagelogentry ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_revision ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_pagesubscription ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);
ALTER TABLE ONLY wagtailcore_pagesubscription ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_pageviewrestriction_groups ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);
ALTER TABLE ONLY wagtailcore_pageviewrestriction_groups ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_pageviewrestriction ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_referenceindex ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);
ALTER TABLE ONLY wagtailcore_referenceindex ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_site ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);
ALTER TABLE ONLY wagtailcore_site ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_task ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_uploadedfile ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_workflow ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_workflowcontenttype ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);
ALTER TABLE ONLY wagtailcore_workflowpage ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_workflowtask ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailcore_workflowtask ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);
ALTER TABLE ONLY wagtaildocs_document ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailembeds_embed ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);
ALTER TABLE ONLY wagtailembeds_embed ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailforms_formsubmission ADD CONSTRAINT wagtailforms_formsubmission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailimages_image ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailimages_rendition ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);
ALTER TABLE ONLY wagtailimages_rendition ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailredirects_redirect ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);
ALTER TABLE ONLY wagtailredirects_redirect ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailsearch_indexentry ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);
ALTER TABLE ONLY wagtailsearch_indexentry ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailusers_userprofile ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY wagtailusers_userprofile ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY laws_draftwords ADD CONSTRAINT words_typed_once UNIQUE (person_id, provision_id);
CREATE UNIQUE INDEX a_consultation_once_at_a_time ON initiatives_consultationtie USING btree (initiative_id, consultation) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX a_goal_once_at_a_time ON initiatives_goaltie USING btree (initiative_id, goal_id) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX a_row_is_taken_once ON consultations_comment USING btree (intake_id, place) WHERE (intake_id IS NOT NULL);
CREATE INDEX account_emailaddress_email_03be32b2 ON account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_act_at_c8d7ebee ON audit_auditentry USING btree (created_at);
CREATE INDEX accounts_act_by_id_bfde9d4d ON audit_auditentry USING btree (actor_id);
CREATE INDEX accounts_device_proof_9830b228_like ON accounts_device USING btree (proof varchar_pattern_ops);
CREATE INDEX accounts_device_user_id_f8e29eb4 ON accounts_device USING btree (user_id);
CREATE INDEX accounts_guess_until_212445b1 ON accounts_guess USING btree (expires_at);
CREATE INDEX accounts_guess_who_31a3e5d6_like ON accounts_guess USING btree (who varchar_pattern_ops);
CREATE INDEX accounts_mail_person_id_c33a45ad ON notifications_mail USING btree (person_id);
CREATE INDEX accounts_requestcount_expires_at_0efc0a1c ON accounts_requestcount USING btree (expires_at);
CREATE INDEX accounts_requestcount_who_e3139d8f_like ON accounts_requestcount USING btree (who varchar_pattern_ops);
CREATE INDEX accounts_session_expire_date_5bbfba7c ON accounts_session USING btree (expire_date);
CREATE INDEX accounts_session_session_key_b186966f_like ON accounts_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX accounts_session_user_id_d5aaed01 ON accounts_session USING btree (user_id);
CREATE INDEX accounts_user_email_b2644a56_like ON accounts_user USING btree (email varchar_pattern_ops);
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON accounts_user_groups USING btree (group_id);
CREATE INDEX accounts_user_groups_user_id_52b62117 ON accounts_user_groups USING btree (user_id);
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON accounts_user_user_permissions USING btree (permission_id);
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON accounts_user_user_permissions USING btree (user_id);
CREATE INDEX acts_of_a_consultation ON audit_auditentry USING btree (consultation, created_at DESC, id DESC);
CREATE INDEX acts_on_a_thing ON audit_auditentry USING btree (thing, thing_id);
CREATE INDEX all_by_name ON registry_organisation USING btree (sort_key_en, id);
CREATE INDEX all_by_pinyin ON registry_organisation USING btree (sort_key, id);
CREATE INDEX api_delivery_webhook_id_645179c6 ON api_delivery USING btree (webhook_id);
CREATE INDEX api_dump_name_93b8f7e4_like ON api_dump USING btree (name varchar_pattern_ops);
CREATE INDEX api_dumpfile_dump_id_dc52dd48 ON api_dumpfile USING btree (dump_id);
CREATE INDEX api_token_digest_0ef4c99d_like ON api_token USING btree (digest varchar_pattern_ops);
CREATE INDEX api_token_user_id_b646d2e7 ON api_token USING btree (user_id);
CREATE INDEX api_webhook_user_id_a2589911 ON api_webhook USING btree (user_id);
CREATE UNIQUE INDEX asked_once_at_a_time ON personal_erasure USING btree (person_id) WHERE ((state)::text = 'asked'::text);
CREATE INDEX auth_group_name_a6ea08ec_like ON auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON auth_permission USING btree (content_type_id);
CREATE INDEX base_content_object_idx ON wagtailcore_revision USING btree (base_content_type_id, object_id);
CREATE INDEX comments_by_change ON consultations_comment USING btree (consultation_id, updated_at);
CREATE INDEX comments_by_time ON consultations_comment USING btree (submitted_at, consultation_id);
CREATE INDEX consultatio_author__caefbb_idx ON consultations_comment USING btree (author_id, consultation_id, id DESC);
CREATE INDEX consultatio_consult_160051_idx ON consultations_comment USING btree (consultation_id, state, is_private, unit, id DESC);
CREATE INDEX consultatio_consult_ba403b_idx ON consultations_group USING btree (consultation_id, size DESC, id);
CREATE INDEX consultatio_consult_f76cf5_idx ON consultations_group USING btree (consultation_id, eid, size DESC);
CREATE INDEX consultatio_group_i_60acc2_idx ON consultations_comment USING btree (group_id, state, is_private, id);
CREATE INDEX consultations_arrivingfile_created_by_id_ac8f8148 ON consultations_arrivingfile USING btree (created_by_id);
CREATE INDEX consultations_arrivingfile_organisation_id_3bbb11bd ON consultations_arrivingfile USING btree (organisation_id);
CREATE INDEX consultations_comment_intake_id_5b56d60d ON consultations_comment USING btree (intake_id);
CREATE INDEX consultations_comment_organisation_id_29ebfbfd ON consultations_comment USING btree (organisation_id);
CREATE INDEX consultations_comment_words_terms ON consultations_comment_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX consultations_consultation_authority_id_02b28331 ON consultations_consultation USING btree (authority_id);
CREATE INDEX consultations_consultation_by_id_081a509a ON consultations_consultation USING btree (created_by_id);
CREATE INDEX consultations_consultation_draft_id_0ca71eb0 ON consultations_consultation USING btree (draft_id);
CREATE INDEX consultations_consultation_enacted_id_c574d91c ON consultations_consultation USING btree (enacted_id);
CREATE INDEX consultations_consultation_initiator_id_675ed5ae ON consultations_consultation USING btree (initiator_id);
CREATE INDEX consultations_consultation_invited_consultation_id_91c671d6 ON consultations_consultation_invited USING btree (consultation_id);
CREATE INDEX consultations_consultation_invited_organisation_id_4cdcc42a ON consultations_consultation_invited USING btree (organisation_id);
CREATE INDEX consultations_consultation_network_id_a8ee5995 ON consultations_consultation USING btree (network_id);
CREATE INDEX consultations_consultation_slug_d3f771f5_like ON consultations_consultation USING btree (slug varchar_pattern_ops);
CREATE INDEX consultations_decision_by_id_204b4854 ON consultations_decision USING btree (created_by_id);
CREATE INDEX consultations_decision_consultation_id_98fe6d21 ON consultations_decision USING btree (consultation_id);
CREATE INDEX consultations_group_consultation_id_d75d238f ON consultations_group USING btree (consultation_id);
CREATE INDEX consultations_group_representative_id_ad6a67e9 ON consultations_group USING btree (representative_id);
CREATE INDEX consultations_group_words_terms ON consultations_group_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX consultations_intake_by_id_2df1d046 ON consultations_intake USING btree (created_by_id);
CREATE INDEX consultations_intake_consultation_id_592254cd ON consultations_intake USING btree (consultation_id);
CREATE INDEX consultations_intake_organisation_id_cd253045 ON consultations_intake USING btree (organisation_id);
CREATE INDEX consultations_job_by_id_59a16857 ON jobs_job USING btree (created_by_id);
CREATE INDEX consultations_provision_text_of_id_94dafabd ON laws_provision USING btree (expression_id);
CREATE INDEX consultations_speakername_consultation_id_91b9a9ff ON consultations_speakername USING btree (consultation_id);
CREATE INDEX consultations_speakername_created_by_id_5b5c7c82 ON consultations_speakername USING btree (created_by_id);
CREATE INDEX consultations_speakername_organisation_id_12dcd4b0 ON consultations_speakername USING btree (organisation_id);
CREATE INDEX consultations_statement_consultation_id_b1ac92f2 ON consultations_statement USING btree (consultation_id);
CREATE INDEX consultations_statement_group_id_03eaef8f ON consultations_statement USING btree (group_id);
CREATE INDEX consultations_statement_words_terms ON consultations_statement_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX consultations_tally_consultation_id_c521be88 ON consultations_tally USING btree (consultation_id);
CREATE INDEX consultations_text_version_id_0cb2e1ee ON laws_expression USING btree (version_id);
CREATE INDEX consultations_version_instrument_id_6e87d3e0 ON laws_version USING btree (instrument_id);
CREATE INDEX consultations_vote_organisation_id_090c4c05 ON consultations_vote USING btree (organisation_id);
CREATE INDEX consultations_vote_statement_id_a793a34f ON consultations_vote USING btree (statement_id);
CREATE INDEX consultations_vote_user_id_3e382147 ON consultations_vote USING btree (user_id);
CREATE INDEX consultations_witness_user_id_bdcc9b6c ON consultations_witness USING btree (user_id);
CREATE INDEX consultations_witness_vote_id_24b0d4ba ON consultations_witness USING btree (vote_id);
CREATE INDEX content_object_idx ON wagtailcore_revision USING btree (content_type_id, object_id);
CREATE UNIQUE INDEX coordinates_once_at_a_time ON networks_coordination USING btree (network_id, person_id) WHERE (until IS NULL);
CREATE INDEX deliveries_that_are_due ON api_delivery USING btree (state, due_at);
CREATE INDEX django_session_expire_date_a5c62663 ON django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX django_task_backend_071754_idx ON django_tasks_database_dbtaskresult USING btree (backend_name);
CREATE INDEX django_task_queue_n_99c321_idx ON django_tasks_database_dbtaskresult USING btree (queue_name);
CREATE INDEX facts_by_what_they_say ON registry_fact USING btree (kind, code, organisation_id);
CREATE INDEX followings_by_thing ON notifications_following USING btree (kind, key);
CREATE INDEX formstate_user_object ON wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);
CREATE INDEX initiatives_by_focus ON initiatives_initiativefocus USING btree (focus, initiative_id);
CREATE INDEX initiatives_consultationtie_consultation_4c20a6cd ON initiatives_consultationtie USING btree (consultation);
CREATE INDEX initiatives_consultationtie_consultation_4c20a6cd_like ON initiatives_consultationtie USING btree (consultation varchar_pattern_ops);
CREATE INDEX initiatives_consultationtie_created_by_id_1337bd84 ON initiatives_consultationtie USING btree (created_by_id);
CREATE INDEX initiatives_consultationtie_ended_by_id_f9382895 ON initiatives_consultationtie USING btree (ended_by_id);
CREATE INDEX initiatives_consultationtie_initiative_id_e3969a47 ON initiatives_consultationtie USING btree (initiative_id);
CREATE INDEX initiatives_founder_answered_by_id_9b33c3c7 ON initiatives_founder USING btree (answered_by_id);
CREATE INDEX initiatives_founder_created_by_id_ce0d5128 ON initiatives_founder USING btree (created_by_id);
CREATE INDEX initiatives_founder_event_id_7c59ab4e ON initiatives_founder USING btree (event_id);
CREATE INDEX initiatives_founder_network_id_e0a07524 ON initiatives_founder USING btree (network_id);
CREATE INDEX initiatives_founder_organisation_id_99f8aa68 ON initiatives_founder USING btree (organisation_id);
CREATE INDEX initiatives_goal_came_from_id_59bb11dc ON initiatives_goal USING btree (came_from_id);
CREATE INDEX initiatives_goal_created_by_id_0c76a3e9 ON initiatives_goal USING btree (created_by_id);
CREATE INDEX initiatives_goal_initiative_id_fae25ea4 ON initiatives_goal USING btree (initiative_id);
CREATE INDEX initiatives_goal_network_id_4b02f301 ON initiatives_goal USING btree (network_id);
CREATE INDEX initiatives_goal_parent_id_8ea5bcf8 ON initiatives_goal USING btree (parent_id);
CREATE INDEX initiatives_goalreview_created_by_id_2bc16400 ON initiatives_goalreview USING btree (created_by_id);
CREATE INDEX initiatives_goalreview_initiative_id_8b33bc3e ON initiatives_goalreview USING btree (initiative_id);
CREATE INDEX initiatives_goaltie_created_by_id_79f5b13d ON initiatives_goaltie USING btree (created_by_id);
CREATE INDEX initiatives_goaltie_ended_by_id_2d19235c ON initiatives_goaltie USING btree (ended_by_id);
CREATE INDEX initiatives_goaltie_goal_id_b36b41c6 ON initiatives_goaltie USING btree (goal_id);
CREATE INDEX initiatives_goaltie_initiative_id_d10056ec ON initiatives_goaltie USING btree (initiative_id);
CREATE INDEX initiatives_indicator_created_by_id_c87ac6f6 ON initiatives_indicator USING btree (created_by_id);
CREATE INDEX initiatives_indicator_goal_id_0e686556 ON initiatives_indicator USING btree (goal_id);
CREATE INDEX initiatives_initiative_created_by_id_a9419c88 ON initiatives_initiative USING btree (created_by_id);
CREATE INDEX initiatives_initiative_network_id_45395ec5 ON initiatives_initiative USING btree (network_id);
CREATE INDEX initiatives_initiative_slug_89639998_like ON initiatives_initiative USING btree (slug varchar_pattern_ops);
CREATE INDEX initiatives_initiativedocument_created_by_id_29c697e5 ON initiatives_initiativedocument USING btree (created_by_id);
CREATE INDEX initiatives_initiativedocument_initiative_id_193f11a0 ON initiatives_initiativedocument USING btree (initiative_id);
CREATE INDEX initiatives_initiativedocument_network_id_d48ebe75 ON initiatives_initiativedocument USING btree (network_id);
CREATE INDEX initiatives_initiativefocus_focus_59a54524 ON initiatives_initiativefocus USING btree (focus);
CREATE INDEX initiatives_initiativefocus_focus_59a54524_like ON initiatives_initiativefocus USING btree (focus varchar_pattern_ops);
CREATE INDEX initiatives_initiativefocus_initiative_id_90000150 ON initiatives_initiativefocus USING btree (initiative_id);
CREATE INDEX initiatives_initiativemoney_created_by_id_6475611f ON initiatives_initiativemoney USING btree (created_by_id);
CREATE INDEX initiatives_initiativemoney_initiative_id_bf5cb6e3 ON initiatives_initiativemoney USING btree (initiative_id);
CREATE INDEX initiatives_initiativepart_created_by_id_f6933230 ON initiatives_initiativepart USING btree (created_by_id);
CREATE INDEX initiatives_initiativepart_initiative_id_48cb8d54 ON initiatives_initiativepart USING btree (initiative_id);
CREATE INDEX initiatives_initiativepart_organisation_id_341ea5a5 ON initiatives_initiativepart USING btree (organisation_id);
CREATE INDEX initiatives_inquiry_created_by_id_6855cb66 ON initiatives_inquiry USING btree (created_by_id);
CREATE INDEX initiatives_inquiry_initiative_id_3843eff7 ON initiatives_inquiry USING btree (initiative_id);
CREATE INDEX initiatives_inquiryanswer_body_id_4445b4f0 ON initiatives_inquiryanswer USING btree (body_id);
CREATE INDEX initiatives_inquiryanswer_question_id_bb326153 ON initiatives_inquiryanswer USING btree (question_id);
CREATE INDEX initiatives_inquirybody_authority_id_4c913073 ON initiatives_inquirybody USING btree (authority_id);
CREATE INDEX initiatives_inquirybody_changed_by_id_2c08a169 ON initiatives_inquirybody USING btree (changed_by_id);
CREATE INDEX initiatives_inquirybody_inquiry_id_c99b4768 ON initiatives_inquirybody USING btree (inquiry_id);
CREATE INDEX initiatives_inquiryquestion_inquiry_id_e48b98a8 ON initiatives_inquiryquestion USING btree (inquiry_id);
CREATE INDEX initiatives_inquirytable_created_by_id_9b4026ab ON initiatives_inquirytable USING btree (created_by_id);
CREATE INDEX initiatives_inquirytable_inquiry_id_517c1bfc ON initiatives_inquirytable USING btree (inquiry_id);
CREATE INDEX initiatives_lineageevent_created_by_id_dd16864f ON initiatives_lineageevent USING btree (created_by_id);
CREATE INDEX initiatives_lineageside_event_id_6e2a814c ON initiatives_lineageside USING btree (event_id);
CREATE INDEX initiatives_lineageside_initiative_id_5302359e ON initiatives_lineageside USING btree (initiative_id);
CREATE INDEX initiatives_lineageside_network_id_45c496a3 ON initiatives_lineageside USING btree (network_id);
CREATE INDEX initiatives_observation_created_by_id_5495c38c ON initiatives_observation USING btree (created_by_id);
CREATE INDEX initiatives_observation_indicator_id_f23c93c1 ON initiatives_observation USING btree (indicator_id);
CREATE INDEX jobs_about_a_subject ON jobs_job USING btree (subject_type, subject_id, kind, id DESC);
CREATE INDEX laws_draftchange_changed_by_id_bc754093 ON laws_draftchange USING btree (changed_by_id);
CREATE INDEX laws_draftchange_provision_id_d65d7113 ON laws_draftchange USING btree (provision_id);
CREATE INDEX laws_draftedition_draft_id_511fa563 ON laws_draftedition USING btree (draft_id);
CREATE INDEX laws_draftedition_kept_by_id_7c6265b6 ON laws_draftedition USING btree (kept_by_id);
CREATE INDEX laws_draftprovision_changed_by_id_c3048a68 ON laws_draftprovision USING btree (changed_by_id);
CREATE INDEX laws_draftprovision_draft_id_296a9219 ON laws_draftprovision USING btree (draft_id);
CREATE INDEX laws_draftwords_draft_id_f37ff488 ON laws_draftwords USING btree (draft_id);
CREATE INDEX laws_draftwords_person_id_7f9fa8af ON laws_draftwords USING btree (person_id);
CREATE INDEX laws_draftwords_provision_id_85d5f8f5 ON laws_draftwords USING btree (provision_id);
CREATE INDEX laws_provision_words_terms ON laws_provision_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX laws_version_written_as_id_354d6215 ON laws_version USING btree (written_as_id);
CREATE INDEX laws_writtendraft_created_by_id_6ef29543 ON laws_writtendraft USING btree (created_by_id);
CREATE INDEX laws_writtendraft_editors_user_id_736c1123 ON laws_writtendraft_editors USING btree (user_id);
CREATE INDEX laws_writtendraft_editors_writtendraft_id_ba7f2f4a ON laws_writtendraft_editors USING btree (writtendraft_id);
CREATE INDEX laws_writtendraft_network_id_30396c6a ON laws_writtendraft USING btree (network_id);
CREATE INDEX laws_writtendraft_slug_9e9f5410_like ON laws_writtendraft USING btree (slug varchar_pattern_ops);
CREATE INDEX ledger_by_day ON ledger_exchange USING btree (day DESC, number DESC);
CREATE INDEX ledger_columnmapping_created_by_id_d8e3dcda ON ledger_columnmapping USING btree (created_by_id);
CREATE INDEX ledger_columnmapping_headings_digest_f379a486_like ON ledger_columnmapping USING btree (headings_digest varchar_pattern_ops);
CREATE INDEX ledger_cosignature_checkpoint_id_889c5333 ON ledger_cosignature USING btree (checkpoint_id);
CREATE INDEX ledger_cosignature_witness_id_6911b273 ON ledger_cosignature USING btree (witness_id);
CREATE INDEX ledger_countdispute_created_by_id_e3a272ed ON ledger_countdispute USING btree (created_by_id);
CREATE INDEX ledger_countdispute_thread_id_0d19ce49 ON ledger_countdispute USING btree (thread_id);
CREATE INDEX ledger_exchange_answers_id_e163e61f ON ledger_exchange USING btree (answers_id);
CREATE INDEX ledger_exchange_authority_id_f1bd8f7e ON ledger_exchange USING btree (authority_id);
CREATE INDEX ledger_exchange_consultation_id_f0268213 ON ledger_exchange USING btree (consultation_id);
CREATE INDEX ledger_exchange_created_by_id_b03197a3 ON ledger_exchange USING btree (created_by_id);
CREATE INDEX ledger_exchange_network_id_90a8c4ed ON ledger_exchange USING btree (network_id);
CREATE INDEX ledger_exchange_organisation_id_fe1db45a ON ledger_exchange USING btree (organisation_id);
CREATE INDEX ledger_exchange_passed_to_id_f1800850 ON ledger_exchange USING btree (passed_to_id);
CREATE INDEX ledger_exchange_thread_id_a09b10ab ON ledger_exchange USING btree (thread_id);
CREATE INDEX ledger_exchangedocument_exchange_id_a71f2cb0 ON ledger_exchangedocument USING btree (exchange_id);
CREATE INDEX ledger_logentry_holder_id_655edc58 ON ledger_logentry USING btree (holder_id);
CREATE INDEX ledger_logkey_name_e985f7d9_like ON ledger_logkey USING btree (name varchar_pattern_ops);
CREATE INDEX ledger_logopening_entry_id_1b6451df ON ledger_logopening USING btree (entry_id);
CREATE INDEX ledger_tableimport_created_by_id_6d7e2a37 ON ledger_tableimport USING btree (created_by_id);
CREATE INDEX ledger_tableimport_mapping_id_7fbca60c ON ledger_tableimport USING btree (mapping_id);
CREATE INDEX ledger_thread_due_on_887bca6b ON ledger_thread USING btree (due_on);
CREATE INDEX ledger_thread_ground_id_837ff90b ON ledger_thread USING btree (ground_id);
CREATE INDEX ledger_thread_meaning_by_id_811688a0 ON ledger_thread USING btree (meaning_by_id);
CREATE INDEX ledger_witness_created_by_id_e9912351 ON ledger_witness USING btree (created_by_id);
CREATE INDEX ledger_witness_key_0f7cf81e_like ON ledger_witness USING btree (key varchar_pattern_ops);
CREATE INDEX ledger_witness_organisation_id_ea3be470 ON ledger_witness USING btree (organisation_id);
CREATE INDEX log_by_subject ON ledger_logentry USING btree (subject_type, subject_id);
CREATE INDEX mails_by_when_due ON notifications_mail USING btree (state, due_at);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON mfa_authenticator USING btree (user_id);
CREATE INDEX networks_coordination_network_id_c8973e93 ON networks_coordination USING btree (network_id);
CREATE INDEX networks_coordination_person_id_64247518 ON networks_coordination USING btree (person_id);
CREATE INDEX networks_dutyreminder_network_id_83c645b9 ON networks_dutyreminder USING btree (network_id);
CREATE INDEX networks_dutyreminder_organisation_id_b0b04f77 ON networks_dutyreminder USING btree (organisation_id);
CREATE INDEX networks_dutyreminder_sent_by_id_eb6e88ea ON networks_dutyreminder USING btree (sent_by_id);
CREATE INDEX networks_formername_network_id_26d55b81 ON networks_formername USING btree (network_id);
CREATE INDEX networks_forwardingline_declared_by_id_33dfbba6 ON networks_forwardingline USING btree (declared_by_id);
CREATE INDEX networks_forwardingline_lower_id_faa4d712 ON networks_forwardingline USING btree (lower_id);
CREATE INDEX networks_forwardingline_upper_id_38c8bf23 ON networks_forwardingline USING btree (upper_id);
CREATE INDEX networks_invitation_by_id_2a9db243 ON networks_invitation USING btree (created_by_id);
CREATE INDEX networks_invitation_network_id_d2745231 ON networks_invitation USING btree (network_id);
CREATE INDEX networks_invitation_organisation_id_afec306c ON networks_invitation USING btree (organisation_id);
CREATE INDEX networks_invitation_proof_263a1a74_like ON networks_invitation USING btree (proof varchar_pattern_ops);
CREATE INDEX networks_membership_network_id_eb69914f ON networks_membership USING btree (network_id);
CREATE INDEX networks_membership_organisation_id_97ae28b2 ON networks_membership USING btree (organisation_id);
CREATE INDEX networks_membershiprequest_asked_by_id_44dd64d6 ON networks_membershiprequest USING btree (asked_by_id);
CREATE INDEX networks_membershiprequest_network_id_1892cc7d ON networks_membershiprequest USING btree (network_id);
CREATE INDEX networks_membershiprequest_organisation_id_dc2963e6 ON networks_membershiprequest USING btree (organisation_id);
CREATE INDEX networks_membershiprequest_settled_by_id_6d93a956 ON networks_membershiprequest USING btree (settled_by_id);
CREATE INDEX networks_network_coordinators_network_id_8d254add ON networks_network_coordinators USING btree (network_id);
CREATE INDEX networks_network_coordinators_user_id_cd8b54b3 ON networks_network_coordinators USING btree (user_id);
CREATE INDEX networks_network_slug_44f8c11e_like ON networks_network USING btree (slug varchar_pattern_ops);
CREATE UNIQUE INDEX new_words_typed_once ON laws_draftwords USING btree (person_id, draft_id, key) WHERE (provision_id IS NULL);
CREATE INDEX notifications_follower_email_7e481795_like ON notifications_follower USING btree (email varchar_pattern_ops);
CREATE INDEX notifications_follower_proof_c1e2eb98_like ON notifications_follower USING btree (proof varchar_pattern_ops);
CREATE INDEX notifications_following_follower_id_52a09885 ON notifications_following USING btree (follower_id);
CREATE INDEX notifications_following_proof_4ea4fa16_like ON notifications_following USING btree (proof varchar_pattern_ops);
CREATE UNIQUE INDEX one_line_to_each ON networks_forwardingline USING btree (lower_id, upper_id) WHERE (until IS NULL);
CREATE UNIQUE INDEX one_line_to_the_umbrella ON networks_forwardingline USING btree (lower_id) WHERE ((until IS NULL) AND (upper_id IS NULL));
CREATE UNIQUE INDEX one_offer_of_an_organisation ON research_researchoffer USING btree (request_id, organisation_id) WHERE (NOT ((state)::text = 'withdrawn'::text));
CREATE UNIQUE INDEX one_open_request_each ON networks_membershiprequest USING btree (network_id, organisation_id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX one_vote_per_organisation ON consultations_vote USING btree (statement_id, organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX operations_presence_process_9fa09242_like ON operations_presence USING btree (process varchar_pattern_ops);
CREATE INDEX operations_presence_seen_at_b6801374 ON operations_presence USING btree (seen_at);
CREATE INDEX organisations_by_name ON registry_organisation USING btree (kind, sort_key_en, id);
CREATE INDEX organisations_by_pinyin ON registry_organisation USING btree (kind, sort_key, id);
CREATE INDEX outcomes_handover_authority_id_410156e0 ON outcomes_handover USING btree (authority_id);
CREATE INDEX outcomes_handover_created_by_id_35193f97 ON outcomes_handover USING btree (created_by_id);
CREATE INDEX outcomes_handover_submission_id_bf07192c ON outcomes_handover USING btree (submission_id);
CREATE INDEX outcomes_handoverreply_created_by_id_0e17c9b1 ON outcomes_handoverreply USING btree (created_by_id);
CREATE INDEX outcomes_handoverreply_handover_id_3a28a0d9 ON outcomes_handoverreply USING btree (handover_id);
CREATE INDEX outcomes_handoverreply_suggestion_id_8659d888 ON outcomes_handoverreply USING btree (suggestion_id);
CREATE INDEX outcomes_reply_words_terms ON outcomes_reply_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX pages_article_consultation_id_f56023a4 ON pages_article USING btree (consultation_id);
CREATE INDEX pages_article_initiative_id_250b13f9 ON pages_article USING btree (initiative_id);
CREATE INDEX pages_article_network_id_0a9cb9cc ON pages_article USING btree (network_id);
CREATE INDEX pages_article_work_id_75d14be0 ON pages_article USING btree (work_id);
CREATE INDEX pages_articlepicture_page_id_ef5dac83 ON pages_articlepicture USING btree (page_id);
CREATE INDEX pages_articlepicture_picture_id_87c22ca2 ON pages_articlepicture USING btree (picture_id);
CREATE INDEX pages_articletag_content_object_id_41bc1f64 ON pages_articletag USING btree (content_object_id);
CREATE INDEX pages_articletag_tag_id_cb746d81 ON pages_articletag USING btree (tag_id);
CREATE INDEX pages_homepage_logo_id_2af47196 ON pages_homepage USING btree (logo_id);
CREATE INDEX pages_homepage_map_picture_id_7ee22ad6 ON pages_homepage USING btree (map_picture_id);
CREATE INDEX pages_importedpage_key_fba5dc8b_like ON pages_importedpage USING btree (key varchar_pattern_ops);
CREATE INDEX pages_importedpage_news_import_id_15e74ee3 ON pages_importedpage USING btree (news_import_id);
CREATE INDEX pages_importedpage_page_id_04200ea4 ON pages_importedpage USING btree (page_id);
CREATE INDEX pages_importedpage_pair_6d585d2a ON pages_importedpage USING btree (pair);
CREATE INDEX pages_importedpage_pair_6d585d2a_like ON pages_importedpage USING btree (pair varchar_pattern_ops);
CREATE INDEX pages_newsletterissue_created_by_id_e51f76d9 ON pages_newsletterissue USING btree (created_by_id);
CREATE INDEX pages_pagetext_words_terms ON pages_pagetext_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX pages_picture_created_by_id_fdb1c42c ON pages_picture USING btree (created_by_id);
CREATE INDEX pages_picture_sha256_850d6693 ON pages_picture USING btree (sha256);
CREATE INDEX pages_picture_sha256_850d6693_like ON pages_picture USING btree (sha256 varchar_pattern_ops);
CREATE INDEX pages_picturefile_picture_id_8712cb75 ON pages_picturefile USING btree (picture_id);
CREATE INDEX personal_erasure_by_id_d008ecc1 ON personal_erasure USING btree (settled_by_id);
CREATE INDEX personal_erasure_person_id_959119dc ON personal_erasure USING btree (person_id);
CREATE INDEX personal_remnant_mark_32dd0a0a_like ON personal_remnant USING btree (mark varchar_pattern_ops);
CREATE INDEX proposals_edition_by_id_17205b54 ON proposals_proposalversion USING btree (created_by_id);
CREATE INDEX proposals_edition_proposal_id_392c10df ON proposals_proposalversion USING btree (proposal_id);
CREATE INDEX proposals_forwardeditem_forwarding_id_bfa00840 ON proposals_forwardeditem USING btree (forwarding_id);
CREATE INDEX proposals_forwardeditem_settled_by_id_d465f4d6 ON proposals_forwardeditem USING btree (settled_by_id);
CREATE INDEX proposals_forwardeditem_statement_id_e8c16d84 ON proposals_forwardeditem USING btree (statement_id);
CREATE INDEX proposals_forwardeditem_suggestion_id_35dce0aa ON proposals_forwardeditem USING btree (suggestion_id);
CREATE INDEX proposals_forwardeditem_taken_statement_id_910a8afe ON proposals_forwardeditem USING btree (taken_statement_id);
CREATE INDEX proposals_forwarding_forwarded_by_id_ce4c629b ON proposals_forwarding USING btree (forwarded_by_id);
CREATE INDEX proposals_forwarding_origin_id_60205657 ON proposals_forwarding USING btree (origin_id);
CREATE INDEX proposals_forwarding_target_id_5bba478c ON proposals_forwarding USING btree (target_id);
CREATE INDEX proposals_forwarding_version_id_d826ff7a ON proposals_forwarding USING btree (version_id);
CREATE INDEX proposals_minorityopinion_by_id_5304847d ON proposals_minorityopinion USING btree (created_by_id);
CREATE INDEX proposals_minorityopinion_edition_id_cd365d67 ON proposals_minorityopinion USING btree (version_id);
CREATE INDEX proposals_minorityopinion_organisation_id_03775cc1 ON proposals_minorityopinion USING btree (organisation_id);
CREATE INDEX proposals_remark_by_id_fbb15805 ON proposals_remark USING btree (created_by_id);
CREATE INDEX proposals_remark_edition_id_b1d676d9 ON proposals_remark USING btree (version_id);
CREATE INDEX proposals_remark_suggestion_id_5128adcf ON proposals_remark USING btree (suggestion_id);
CREATE INDEX proposals_reply_by_id_18f28511 ON outcomes_reply USING btree (created_by_id);
CREATE INDEX proposals_s_version_01e160_idx ON proposals_suggestion USING btree (version_id, unit);
CREATE INDEX proposals_signature_by_id_905369ef ON proposals_signature USING btree (created_by_id);
CREATE INDEX proposals_signature_edition_id_ab9f8b8d ON proposals_signature USING btree (version_id);
CREATE INDEX proposals_signature_organisation_id_097fe279 ON proposals_signature USING btree (organisation_id);
CREATE INDEX proposals_submission_authority_id_803f83f0 ON outcomes_submission USING btree (authority_id);
CREATE INDEX proposals_submission_by_id_635f5410 ON outcomes_submission USING btree (created_by_id);
CREATE INDEX proposals_suggestion_edition_id_e7cb27b3 ON proposals_suggestion USING btree (version_id);
CREATE INDEX proposals_suggestion_groups_group_id_3c9077ff ON proposals_suggestion_groups USING btree (group_id);
CREATE INDEX proposals_suggestion_groups_suggestion_id_39f24b79 ON proposals_suggestion_groups USING btree (suggestion_id);
CREATE INDEX proposals_suggestion_words_terms ON proposals_suggestion_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX proposals_uptake_person_id_d05145eb ON outcomes_uptake USING btree (decided_by_id);
CREATE INDEX provisions_by_foreign_eid ON laws_provision USING btree (expression_id, foreign_eid) WHERE (NOT ((foreign_eid)::text = ''::text));
CREATE INDEX provisions_of_a_draft ON laws_draftprovision USING btree (draft_id, "position");
CREATE INDEX referenceindex_source_object ON wagtailcore_referenceindex USING btree (base_content_type_id, object_id);
CREATE INDEX referenceindex_target_object ON wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);
CREATE INDEX registry_calendarday_calendar_id_e77eee34 ON registry_calendarday USING btree (calendar_id);
CREATE INDEX registry_changeevent_file_import_id_cbd415b3 ON registry_changeevent USING btree (file_import_id);
CREATE INDEX registry_changeevent_recorded_by_id_ea826a50 ON registry_changeevent USING btree (recorded_by_id);
CREATE INDEX registry_changeside_event_id_7f77b771 ON registry_changeside USING btree (event_id);
CREATE INDEX registry_changeside_organisation_id_cd79c5a0 ON registry_changeside USING btree (organisation_id);
CREATE INDEX registry_contextevent_focuses_contextevent_id_f29d8376 ON registry_contextevent_focuses USING btree (contextevent_id);
CREATE INDEX registry_contextevent_focuses_focusarea_id_dd636bbe ON registry_contextevent_focuses USING btree (focusarea_id);
CREATE INDEX registry_contextevent_recorded_by_id_dbc2b9d8 ON registry_contextevent USING btree (recorded_by_id);
CREATE INDEX registry_fact_file_import_id_e07150ff ON registry_fact USING btree (file_import_id);
CREATE INDEX registry_fact_organisation_id_b996bfe7 ON registry_fact USING btree (organisation_id);
CREATE INDEX registry_fact_recorded_by_id_6794a1f1 ON registry_fact USING btree (recorded_by_id);
CREATE INDEX registry_fact_withdrawn_by_import_id_2c4cd940 ON registry_fact USING btree (withdrawn_by_import_id);
CREATE INDEX registry_fileimport_created_by_id_6ed6e379 ON registry_fileimport USING btree (created_by_id);
CREATE INDEX registry_focusarea_merged_into_id_fc0fdfae ON registry_focusarea USING btree (merged_into_id);
CREATE INDEX registry_focusarea_slug_5c9bf1d4_like ON registry_focusarea USING btree (slug varchar_pattern_ops);
CREATE INDEX registry_focuschange_created_by_id_3c5152e1 ON registry_focuschange USING btree (created_by_id);
CREATE INDEX registry_focuschange_focus_id_33231c73 ON registry_focuschange USING btree (focus_id);
CREATE INDEX registry_formerseat_organisation_id_63a1a0df ON registry_formerseat USING btree (organisation_id);
CREATE INDEX registry_formerseat_user_id_e2a2be7d ON registry_formerseat USING btree (user_id);
CREATE INDEX registry_logofile_digest_8815128a_like ON registry_logofile USING btree (digest varchar_pattern_ops);
CREATE INDEX registry_organisation_due_on_254cdd42 ON registry_organisation USING btree (due_on);
CREATE INDEX registry_organisation_file_import_id_43d9ec26 ON registry_organisation USING btree (file_import_id);
CREATE INDEX registry_organisation_slug_d242b3fb_like ON registry_organisation USING btree (slug varchar_pattern_ops);
CREATE INDEX registry_organisation_words_terms ON registry_organisation_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX registry_seat_organisation_id_1ae6035e ON registry_seat USING btree (organisation_id);
CREATE INDEX registry_seat_user_id_3b2c2e97 ON registry_seat USING btree (user_id);
CREATE UNIQUE INDEX reminded_once_of_an_occasion ON notifications_mail USING btree (person_id, occasion) WHERE (NOT ((occasion)::text = ''::text));
CREATE INDEX reminders_by_duty ON networks_dutyreminder USING btree (network_id, duty, organisation_id);
CREATE INDEX research_lawtrace_consultation_id_591db806 ON research_lawtrace USING btree (consultation_id);
CREATE INDEX research_lawtrace_decided_by_id_9da12159 ON research_lawtrace USING btree (decided_by_id);
CREATE INDEX research_lawtrace_work_id_de50e33c ON research_lawtrace USING btree (work_id);
CREATE INDEX research_prize_body_id_c022ac1c ON research_prize USING btree (body_id);
CREATE INDEX research_prize_created_by_id_82bd23c1 ON research_prize USING btree (created_by_id);
CREATE INDEX research_prize_work_id_5a2723ce ON research_prize USING btree (work_id);
CREATE INDEX research_researchoffer_created_by_id_6293412b ON research_researchoffer USING btree (created_by_id);
CREATE INDEX research_researchoffer_organisation_id_bceae212 ON research_researchoffer USING btree (organisation_id);
CREATE INDEX research_researchoffer_request_id_b5cb76ac ON research_researchoffer USING btree (request_id);
CREATE INDEX research_researchrequest_authority_id_f77ff92b ON research_researchrequest USING btree (authority_id);
CREATE INDEX research_researchrequest_created_by_id_853078fb ON research_researchrequest USING btree (created_by_id);
CREATE INDEX research_researchrequest_network_id_af38a002 ON research_researchrequest USING btree (network_id);
CREATE INDEX research_researchrequest_organisation_id_e4819dea ON research_researchrequest USING btree (organisation_id);
CREATE INDEX research_work_commissioner_id_a6bd149f ON research_work USING btree (commissioner_id);
CREATE INDEX research_work_created_by_id_e1410201 ON research_work USING btree (created_by_id);
CREATE INDEX research_work_network_id_f62a692d ON research_work USING btree (network_id);
CREATE INDEX research_work_organisation_id_0060df68 ON research_work USING btree (organisation_id);
CREATE INDEX research_work_request_id_0c6e9452 ON research_work USING btree (request_id);
CREATE INDEX research_work_slug_f8cf49c2_like ON research_work USING btree (slug varchar_pattern_ops);
CREATE INDEX research_work_words_terms ON research_work_words USING gin (terms) WITH (fastupdate=off);
CREATE INDEX research_work_year_835f2996 ON research_work USING btree (year);
CREATE INDEX research_workauthor_organisation_id_5f598056 ON research_workauthor USING btree (organisation_id);
CREATE INDEX research_workauthor_user_id_5fde55dc ON research_workauthor USING btree (user_id);
CREATE INDEX research_workauthor_work_id_2d06be83 ON research_workauthor USING btree (work_id);
CREATE INDEX research_workfile_version_id_42d1733c ON research_workfile USING btree (version_id);
CREATE INDEX research_worktheme_focus_18a89984 ON research_worktheme USING btree (focus);
CREATE INDEX research_worktheme_focus_18a89984_like ON research_worktheme USING btree (focus varchar_pattern_ops);
CREATE INDEX research_worktheme_work_id_45bc6329 ON research_worktheme USING btree (work_id);
CREATE INDEX research_workuse_authority_id_98aa8107 ON research_workuse USING btree (authority_id);
CREATE INDEX research_workuse_consultation_id_73421095 ON research_workuse USING btree (consultation_id);
CREATE INDEX research_workuse_created_by_id_42ef9e10 ON research_workuse USING btree (created_by_id);
CREATE INDEX research_workuse_work_id_c35c2702 ON research_workuse USING btree (work_id);
CREATE INDEX research_workversion_created_by_id_71c51c60 ON research_workversion USING btree (created_by_id);
CREATE INDEX research_workversion_work_id_0ad99384 ON research_workversion USING btree (work_id);
CREATE INDEX returns_return_accepted_by_id_740cc361 ON returns_return USING btree (accepted_by_id);
CREATE INDEX returns_return_organisation_id_cec8adfd ON returns_return USING btree (organisation_id);
CREATE INDEX returns_return_round_id_c7fc854e ON returns_return USING btree (round_id);
CREATE INDEX returns_return_sent_by_id_88d0a1bd ON returns_return USING btree (sent_by_id);
CREATE INDEX returns_return_table_id_f423a968 ON returns_return USING btree (table_id);
CREATE INDEX returns_returnround_asked_organisation_id_569c5ff9 ON returns_returnround_asked USING btree (organisation_id);
CREATE INDEX returns_returnround_asked_returnround_id_80b2db68 ON returns_returnround_asked USING btree (returnround_id);
CREATE INDEX returns_returnround_created_by_id_948cface ON returns_returnround USING btree (created_by_id);
CREATE INDEX returns_returntable_created_by_id_a0e8d666 ON returns_returntable USING btree (created_by_id);
CREATE INDEX returns_returntable_round_id_d1300337 ON returns_returntable USING btree (round_id);
CREATE INDEX taggit_tag_name_58eb2ed9_like ON taggit_tag USING btree (name varchar_pattern_ops);
CREATE INDEX taggit_tag_slug_6be58b2c_like ON taggit_tag USING btree (slug varchar_pattern_ops);
CREATE INDEX taggit_tagg_content_8fc721_idx ON taggit_taggeditem USING btree (content_type_id, object_id);
CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON taggit_taggeditem USING btree (content_type_id);
CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON taggit_taggeditem USING btree (object_id);
CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON taggit_taggeditem USING btree (tag_id);
CREATE INDEX tasks_db_new_ordering_idx ON django_tasks_database_dbtaskresult USING btree (status, priority DESC, run_after, enqueued_at) WHERE ((status)::text = 'READY'::text);
CREATE UNIQUE INDEX unique_authenticator_type ON mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_in_progress_workflow ON wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX units_of_an_expression ON laws_provision USING btree (expression_id, unit, "position");
CREATE INDEX wagtail_localize_localesynchronization_sync_from_id_1bc4c2eb ON wagtail_localize_localesynchronization USING btree (sync_from_id);
CREATE INDEX wagtail_localize_overridablesegment_context_id_eed8c388 ON wagtail_localize_overridablesegment USING btree (context_id);
CREATE INDEX wagtail_localize_overridablesegment_source_id_5720ac20 ON wagtail_localize_overridablesegment USING btree (source_id);
CREATE INDEX wagtail_localize_relatedobjectsegment_context_id_c0a725be ON wagtail_localize_relatedobjectsegment USING btree (context_id);
CREATE INDEX wagtail_localize_relatedobjectsegment_object_id_6c7b58df ON wagtail_localize_relatedobjectsegment USING btree (object_id);
CREATE INDEX wagtail_localize_relatedobjectsegment_source_id_9a3b1373 ON wagtail_localize_relatedobjectsegment USING btree (source_id);
CREATE INDEX wagtail_localize_segmentoverride_context_id_f827efe0 ON wagtail_localize_segmentoverride USING btree (context_id);
CREATE INDEX wagtail_localize_segmentoverride_last_translated_by_id_a86448fc ON wagtail_localize_segmentoverride USING btree (last_translated_by_id);
CREATE INDEX wagtail_localize_segmentoverride_locale_id_b1673d41 ON wagtail_localize_segmentoverride USING btree (locale_id);
CREATE INDEX wagtail_localize_string_locale_id_2cded126 ON wagtail_localize_string USING btree (locale_id);
CREATE INDEX wagtail_localize_stringsegment_context_id_63235539 ON wagtail_localize_stringsegment USING btree (context_id);
CREATE INDEX wagtail_localize_stringsegment_source_id_5804129f ON wagtail_localize_stringsegment USING btree (source_id);
CREATE INDEX wagtail_localize_stringsegment_string_id_6356d5ec ON wagtail_localize_stringsegment USING btree (string_id);
CREATE INDEX wagtail_localize_stringtra_last_translated_by_id_764c7a3f ON wagtail_localize_stringtranslation USING btree (last_translated_by_id);
CREATE INDEX wagtail_localize_stringtranslation_context_id_3cc13049 ON wagtail_localize_stringtranslation USING btree (context_id);
CREATE INDEX wagtail_localize_stringtranslation_locale_id_b9e3730d ON wagtail_localize_stringtranslation USING btree (locale_id);
CREATE INDEX wagtail_localize_stringtranslation_translation_of_id_8eef01d0 ON wagtail_localize_stringtranslation USING btree (translation_of_id);
CREATE INDEX wagtail_localize_templatesegment_context_id_81456b25 ON wagtail_localize_templatesegment USING btree (context_id);
CREATE INDEX wagtail_localize_templatesegment_source_id_26b89dc6 ON wagtail_localize_templatesegment USING btree (source_id);
CREATE INDEX wagtail_localize_templatesegment_template_id_c370b3c8 ON wagtail_localize_templatesegment USING btree (template_id);
CREATE INDEX wagtail_localize_translatableobject_content_type_id_0d6c5139 ON wagtail_localize_translatableobject USING btree (content_type_id);
CREATE INDEX wagtail_localize_translati_specific_content_type_id_3095eb76 ON wagtail_localize_translationsource USING btree (specific_content_type_id);
CREATE INDEX wagtail_localize_translation_source_id_e326e1e3 ON wagtail_localize_translation USING btree (source_id);
CREATE INDEX wagtail_localize_translation_target_locale_id_8c524f73 ON wagtail_localize_translation USING btree (target_locale_id);
CREATE INDEX wagtail_localize_translationcontext_object_id_86263ce7 ON wagtail_localize_translationcontext USING btree (object_id);
CREATE INDEX wagtail_localize_translationlog_locale_id_37619cb4 ON wagtail_localize_translationlog USING btree (locale_id);
CREATE INDEX wagtail_localize_translationlog_page_revision_id_b036eea6 ON wagtail_localize_translationlog USING btree (revision_id);
CREATE INDEX wagtail_localize_translationlog_source_id_7228923e ON wagtail_localize_translationlog USING btree (source_id);
CREATE INDEX wagtail_localize_translationsource_locale_id_0ac264c0 ON wagtail_localize_translationsource USING btree (locale_id);
CREATE INDEX wagtail_localize_translationsource_object_id_6a078fd2 ON wagtail_localize_translationsource USING btree (object_id);
CREATE INDEX wagtailadmi_content_717955_idx ON wagtailadmin_editingsession USING btree (content_type_id, object_id);
CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON wagtailadmin_editingsession USING btree (content_type_id);
CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON wagtailadmin_editingsession USING btree (user_id);
CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON wagtailadmin_formstate USING btree (content_type_id);
CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON wagtailadmin_formstate USING btree (user_id);
CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);
CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON wagtailcore_apitoken USING btree (user_id);
CREATE INDEX wagtailcore_collection_path_d848dc19_like ON wagtailcore_collection USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);
CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON wagtailcore_collectionviewrestriction USING btree (collection_id);
CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON wagtailcore_collectionviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_comment_page_id_108444b5 ON wagtailcore_comment USING btree (page_id);
CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON wagtailcore_comment USING btree (resolved_by_id);
CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON wagtailcore_comment USING btree (revision_created_id);
CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON wagtailcore_comment USING btree (user_id);
CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON wagtailcore_commentreply USING btree (comment_id);
CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON wagtailcore_commentreply USING btree (user_id);
CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);
CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON wagtailcore_groupapprovaltask_groups USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON wagtailcore_groupcollectionpermission USING btree (collection_id);
CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON wagtailcore_groupcollectionpermission USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON wagtailcore_groupcollectionpermission USING btree (permission_id);
CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON wagtailcore_grouppagepermission USING btree (group_id);
CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON wagtailcore_grouppagepermission USING btree (page_id);
CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON wagtailcore_grouppagepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON wagtailcore_groupsitepermission USING btree (group_id);
CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON wagtailcore_groupsitepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON wagtailcore_groupsitepermission USING btree (site_id);
CREATE INDEX wagtailcore_locale_language_code_03149338_like ON wagtailcore_locale USING btree (language_code varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON wagtailcore_modellogentry USING btree (action);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON wagtailcore_modellogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON wagtailcore_modellogentry USING btree (content_changed);
CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON wagtailcore_modellogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON wagtailcore_modellogentry USING btree (object_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON wagtailcore_modellogentry USING btree (revision_id);
CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON wagtailcore_modellogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON wagtailcore_modellogentry USING btree (user_id);
CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON wagtailcore_page USING btree (alias_of_id);
CREATE INDEX wagtailcore_page_content_type_id_c28424df ON wagtailcore_page USING btree (content_type_id);
CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON wagtailcore_page USING btree (first_published_at);
CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON wagtailcore_page USING btree (latest_revision_id);
CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON wagtailcore_page USING btree (live_revision_id);
CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON wagtailcore_page USING btree (locale_id);
CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON wagtailcore_page USING btree (locked_by_id);
CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON wagtailcore_page USING btree (owner_id);
CREATE INDEX wagtailcore_page_path_98eba2c8_like ON wagtailcore_page USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_page_slug_e7c11b8f ON wagtailcore_page USING btree (slug);
CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON wagtailcore_page USING btree (slug varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON wagtailcore_pagelogentry USING btree (action);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON wagtailcore_pagelogentry USING btree (content_changed);
CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON wagtailcore_pagelogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON wagtailcore_pagelogentry USING btree (page_id);
CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON wagtailcore_pagelogentry USING btree (revision_id);
CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON wagtailcore_pagelogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON wagtailcore_pagelogentry USING btree (user_id);
CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON wagtailcore_revision USING btree (approved_go_live_at);
CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON wagtailcore_revision USING btree (created_at);
CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON wagtailcore_revision USING btree (user_id);
CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON wagtailcore_pagesubscription USING btree (page_id);
CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON wagtailcore_pagesubscription USING btree (user_id);
CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);
CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON wagtailcore_pageviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON wagtailcore_pageviewrestriction USING btree (page_id);
CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON wagtailcore_referenceindex USING btree (base_content_type_id);
CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON wagtailcore_referenceindex USING btree (content_type_id);
CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON wagtailcore_referenceindex USING btree (to_content_type_id);
CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON wagtailcore_revision USING btree (base_content_type_id);
CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON wagtailcore_revision USING btree (content_type_id);
CREATE INDEX wagtailcore_site_hostname_96b20b46 ON wagtailcore_site USING btree (hostname);
CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON wagtailcore_site USING btree (hostname varchar_pattern_ops);
CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON wagtailcore_site USING btree (root_page_id);
CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON wagtailcore_task USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON wagtailcore_taskstate USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON wagtailcore_taskstate USING btree (finished_by_id);
CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON wagtailcore_taskstate USING btree (revision_id);
CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON wagtailcore_taskstate USING btree (task_id);
CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON wagtailcore_taskstate USING btree (workflow_state_id);
CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON wagtailcore_uploadedfile USING btree (for_content_type_id);
CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON wagtailcore_uploadedfile USING btree (uploaded_by_user_id);
CREATE INDEX wagtailcore_uuid_06a44d_idx ON wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_uuid_d6363b_idx ON wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON wagtailcore_workflowcontenttype USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON wagtailcore_workflowpage USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON wagtailcore_workflowstate USING btree (base_content_type_id);
CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON wagtailcore_workflowstate USING btree (content_type_id);
CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON wagtailcore_workflowstate USING btree (requested_by_id);
CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON wagtailcore_workflowstate USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON wagtailcore_workflowtask USING btree (task_id);
CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON wagtailcore_workflowtask USING btree (workflow_id);
CREATE INDEX wagtaildocs_document_collection_id_23881625 ON wagtaildocs_document USING btree (collection_id);
CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON wagtaildocs_document USING btree (uploaded_by_user_id);
CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON wagtailembeds_embed USING btree (cache_until);
CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON wagtailembeds_embed USING btree (hash varchar_pattern_ops);
CREATE INDEX wagtailforms_formsubmission_page_id_e48e93e7 ON wagtailforms_formsubmission USING btree (page_id);
CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON wagtailimages_image USING btree (collection_id);
CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON wagtailimages_image USING btree (created_at);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON wagtailimages_image USING btree (file_hash);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON wagtailimages_image USING btree (file_hash varchar_pattern_ops);
CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON wagtailimages_image USING btree (uploaded_by_user_id);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON wagtailimages_rendition USING btree (filter_spec);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);
CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON wagtailimages_rendition USING btree (image_id);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON wagtailredirects_redirect USING btree (old_path);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);
CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON wagtailredirects_redirect USING btree (redirect_page_id);
CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON wagtailredirects_redirect USING btree (site_id);
CREATE INDEX wagtailsear_autocom_476c89_gin ON wagtailsearch_indexentry USING gin (autocomplete);
CREATE INDEX wagtailsear_body_90c85d_gin ON wagtailsearch_indexentry USING gin (body);
CREATE INDEX wagtailsear_title_9caae0_gin ON wagtailsearch_indexentry USING gin (title);
CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON wagtailsearch_indexentry USING btree (content_type_id);
CREATE INDEX workflowstate_base_ct_id_idx ON wagtailcore_workflowstate USING btree (base_content_type_id, object_id);
CREATE INDEX workflowstate_ct_id_idx ON wagtailcore_workflowstate USING btree (content_type_id, object_id);
CREATE INDEX works_by_theme ON research_worktheme USING btree (focus, work_id);
ALTER TABLE ONLY account_emailaddress ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY account_emailconfirmation ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY audit_auditentry ADD CONSTRAINT accounts_act_by_id_bfde9d4d_fk_accounts_user_id FOREIGN KEY (actor_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_device ADD CONSTRAINT accounts_device_user_id_f8e29eb4_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY notifications_mail ADD CONSTRAINT accounts_mail_person_id_c33a45ad_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_session ADD CONSTRAINT accounts_session_user_id_d5aaed01_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_user_groups ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_user_groups ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_user_user_permissions ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY accounts_user_user_permissions ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY api_delivery ADD CONSTRAINT api_delivery_webhook_id_645179c6_fk_api_webhook_id FOREIGN KEY (webhook_id) REFERENCES api_webhook(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY api_dumpfile ADD CONSTRAINT api_dumpfile_dump_id_dc52dd48_fk_api_dump_id FOREIGN KEY (dump_id) REFERENCES api_dump(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY api_token ADD CONSTRAINT api_token_user_id_b646d2e7_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY api_webhook ADD CONSTRAINT api_webhook_user_id_a2589911_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_group_permissions ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_group_permissions ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY auth_permission ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_arrivingpart ADD CONSTRAINT consultations_arrivi_arriving_id_e698516c_fk_consultat FOREIGN KEY (arriving_id) REFERENCES consultations_arrivingfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT consultations_arrivi_consultation_id_a495419b_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT consultations_arrivi_created_by_id_ac8f8148_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_arrivingfile ADD CONSTRAINT consultations_arrivi_organisation_id_3bbb11bd_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_commen_consultation_id_6cbff771_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_commen_group_id_e224c195_fk_consultat FOREIGN KEY (group_id) REFERENCES consultations_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_commen_intake_id_5b56d60d_fk_consultat FOREIGN KEY (intake_id) REFERENCES consultations_intake(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_commen_organisation_id_29ebfbfd_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_comment ADD CONSTRAINT consultations_comment_author_id_e7d93ce9_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consul_authority_id_02b28331_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation_invited ADD CONSTRAINT consultations_consul_consultation_id_91c671d6_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consul_draft_id_0ca71eb0_fk_consultat FOREIGN KEY (draft_id) REFERENCES laws_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consul_enacted_id_c574d91c_fk_consultat FOREIGN KEY (enacted_id) REFERENCES laws_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consul_initiator_id_675ed5ae_fk_registry_ FOREIGN KEY (initiator_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consul_network_id_a8ee5995_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation_invited ADD CONSTRAINT consultations_consul_organisation_id_4cdcc42a_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_consultation ADD CONSTRAINT consultations_consultation_by_id_081a509a_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_decision ADD CONSTRAINT consultations_decisi_consultation_id_98fe6d21_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_decision ADD CONSTRAINT consultations_decision_by_id_204b4854_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_group ADD CONSTRAINT consultations_group_consultation_id_d75d238f_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_group ADD CONSTRAINT consultations_group_representative_id_ad6a67e9_fk_consultat FOREIGN KEY (representative_id) REFERENCES consultations_comment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_intake ADD CONSTRAINT consultations_intake_by_id_2df1d046_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_intake ADD CONSTRAINT consultations_intake_consultation_id_592254cd_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_intake ADD CONSTRAINT consultations_intake_organisation_id_cd253045_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY jobs_job ADD CONSTRAINT consultations_job_by_id_59a16857_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_keptgrouping ADD CONSTRAINT consultations_keptgr_consultation_id_51a714fd_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_opinionresult ADD CONSTRAINT consultations_opinio_consultation_id_55ba934c_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_provision ADD CONSTRAINT consultations_provis_text_of_id_94dafabd_fk_consultat FOREIGN KEY (expression_id) REFERENCES laws_expression(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_speakername ADD CONSTRAINT consultations_speake_consultation_id_91b9a9ff_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_speakername ADD CONSTRAINT consultations_speake_created_by_id_5b5c7c82_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_speakername ADD CONSTRAINT consultations_speake_organisation_id_12dcd4b0_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_statement ADD CONSTRAINT consultations_statem_consultation_id_b1ac92f2_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_statement ADD CONSTRAINT consultations_statem_group_id_03eaef8f_fk_consultat FOREIGN KEY (group_id) REFERENCES consultations_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_tally ADD CONSTRAINT consultations_tally_consultation_id_c521be88_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_expression ADD CONSTRAINT consultations_text_version_id_0cb2e1ee_fk_consultat FOREIGN KEY (version_id) REFERENCES laws_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_version ADD CONSTRAINT consultations_versio_instrument_id_6e87d3e0_fk_consultat FOREIGN KEY (instrument_id) REFERENCES laws_instrument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_vote ADD CONSTRAINT consultations_vote_organisation_id_090c4c05_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_vote ADD CONSTRAINT consultations_vote_statement_id_a793a34f_fk_consultat FOREIGN KEY (statement_id) REFERENCES consultations_statement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_vote ADD CONSTRAINT consultations_vote_user_id_3e382147_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_witness ADD CONSTRAINT consultations_witness_user_id_bdcc9b6c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY consultations_witness ADD CONSTRAINT consultations_witness_vote_id_24b0d4ba_fk_consultations_vote_id FOREIGN KEY (vote_id) REFERENCES consultations_vote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_consultationtie ADD CONSTRAINT initiatives_consulta_created_by_id_1337bd84_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_consultationtie ADD CONSTRAINT initiatives_consulta_ended_by_id_f9382895_fk_accounts_ FOREIGN KEY (ended_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_consultationtie ADD CONSTRAINT initiatives_consulta_initiative_id_e3969a47_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_answered_by_id_9b33c3c7_fk_accounts_user_id FOREIGN KEY (answered_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_created_by_id_ce0d5128_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_event_id_7c59ab4e_fk_initiativ FOREIGN KEY (event_id) REFERENCES initiatives_lineageevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_network_id_e0a07524_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_founder ADD CONSTRAINT initiatives_founder_organisation_id_99f8aa68_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_came_from_id_59bb11dc_fk_initiativ FOREIGN KEY (came_from_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_created_by_id_0c76a3e9_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_initiative_id_fae25ea4_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_network_id_4b02f301_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goal ADD CONSTRAINT initiatives_goal_parent_id_8ea5bcf8_fk_initiatives_goal_id FOREIGN KEY (parent_id) REFERENCES initiatives_goal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goalreview ADD CONSTRAINT initiatives_goalrevi_created_by_id_2bc16400_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goalreview ADD CONSTRAINT initiatives_goalrevi_initiative_id_8b33bc3e_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goaltie ADD CONSTRAINT initiatives_goaltie_created_by_id_79f5b13d_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goaltie ADD CONSTRAINT initiatives_goaltie_ended_by_id_2d19235c_fk_accounts_user_id FOREIGN KEY (ended_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goaltie ADD CONSTRAINT initiatives_goaltie_goal_id_b36b41c6_fk_initiatives_goal_id FOREIGN KEY (goal_id) REFERENCES initiatives_goal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_goaltie ADD CONSTRAINT initiatives_goaltie_initiative_id_d10056ec_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_indicator ADD CONSTRAINT initiatives_indicato_created_by_id_c87ac6f6_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_indicator ADD CONSTRAINT initiatives_indicator_goal_id_0e686556_fk_initiatives_goal_id FOREIGN KEY (goal_id) REFERENCES initiatives_goal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativedocument ADD CONSTRAINT initiatives_initiati_created_by_id_29c697e5_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativemoney ADD CONSTRAINT initiatives_initiati_created_by_id_6475611f_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiative ADD CONSTRAINT initiatives_initiati_created_by_id_a9419c88_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativepart ADD CONSTRAINT initiatives_initiati_created_by_id_f6933230_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativedocument ADD CONSTRAINT initiatives_initiati_initiative_id_193f11a0_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativepart ADD CONSTRAINT initiatives_initiati_initiative_id_48cb8d54_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativefocus ADD CONSTRAINT initiatives_initiati_initiative_id_90000150_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativemoney ADD CONSTRAINT initiatives_initiati_initiative_id_bf5cb6e3_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiative ADD CONSTRAINT initiatives_initiati_network_id_45395ec5_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativedocument ADD CONSTRAINT initiatives_initiati_network_id_d48ebe75_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_initiativepart ADD CONSTRAINT initiatives_initiati_organisation_id_341ea5a5_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquiry ADD CONSTRAINT initiatives_inquiry_created_by_id_6855cb66_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquiry ADD CONSTRAINT initiatives_inquiry_initiative_id_3843eff7_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquiryanswer ADD CONSTRAINT initiatives_inquirya_body_id_4445b4f0_fk_initiativ FOREIGN KEY (body_id) REFERENCES initiatives_inquirybody(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquiryanswer ADD CONSTRAINT initiatives_inquirya_question_id_bb326153_fk_initiativ FOREIGN KEY (question_id) REFERENCES initiatives_inquiryquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquirybody ADD CONSTRAINT initiatives_inquiryb_authority_id_4c913073_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquirybody ADD CONSTRAINT initiatives_inquiryb_changed_by_id_2c08a169_fk_accounts_ FOREIGN KEY (changed_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquirybody ADD CONSTRAINT initiatives_inquiryb_inquiry_id_c99b4768_fk_initiativ FOREIGN KEY (inquiry_id) REFERENCES initiatives_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquiryquestion ADD CONSTRAINT initiatives_inquiryq_inquiry_id_e48b98a8_fk_initiativ FOREIGN KEY (inquiry_id) REFERENCES initiatives_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquirytable ADD CONSTRAINT initiatives_inquiryt_created_by_id_9b4026ab_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_inquirytable ADD CONSTRAINT initiatives_inquiryt_inquiry_id_517c1bfc_fk_initiativ FOREIGN KEY (inquiry_id) REFERENCES initiatives_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_lineageevent ADD CONSTRAINT initiatives_lineagee_created_by_id_dd16864f_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_lineageside ADD CONSTRAINT initiatives_lineages_event_id_6e2a814c_fk_initiativ FOREIGN KEY (event_id) REFERENCES initiatives_lineageevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_lineageside ADD CONSTRAINT initiatives_lineages_initiative_id_5302359e_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_lineageside ADD CONSTRAINT initiatives_lineages_network_id_45c496a3_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_observation ADD CONSTRAINT initiatives_observat_created_by_id_5495c38c_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY initiatives_observation ADD CONSTRAINT initiatives_observat_indicator_id_f23c93c1_fk_initiativ FOREIGN KEY (indicator_id) REFERENCES initiatives_indicator(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftchange ADD CONSTRAINT laws_draftchange_changed_by_id_bc754093_fk_accounts_user_id FOREIGN KEY (changed_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftchange ADD CONSTRAINT laws_draftchange_provision_id_d65d7113_fk_laws_draf FOREIGN KEY (provision_id) REFERENCES laws_draftprovision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftedition ADD CONSTRAINT laws_draftedition_draft_id_511fa563_fk_laws_writtendraft_id FOREIGN KEY (draft_id) REFERENCES laws_writtendraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftedition ADD CONSTRAINT laws_draftedition_kept_by_id_7c6265b6_fk_accounts_user_id FOREIGN KEY (kept_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftprovision ADD CONSTRAINT laws_draftprovision_changed_by_id_c3048a68_fk_accounts_user_id FOREIGN KEY (changed_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftprovision ADD CONSTRAINT laws_draftprovision_draft_id_296a9219_fk_laws_writtendraft_id FOREIGN KEY (draft_id) REFERENCES laws_writtendraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftwords ADD CONSTRAINT laws_draftwords_draft_id_f37ff488_fk_laws_writtendraft_id FOREIGN KEY (draft_id) REFERENCES laws_writtendraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftwords ADD CONSTRAINT laws_draftwords_person_id_7f9fa8af_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_draftwords ADD CONSTRAINT laws_draftwords_provision_id_85d5f8f5_fk_laws_draftprovision_id FOREIGN KEY (provision_id) REFERENCES laws_draftprovision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_version ADD CONSTRAINT laws_version_written_as_id_354d6215_fk_laws_draftedition_id FOREIGN KEY (written_as_id) REFERENCES laws_draftedition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_created_by_id_6ef29543_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_writtendraft_editors ADD CONSTRAINT laws_writtendraft_ed_writtendraft_id_ba7f2f4a_fk_laws_writ FOREIGN KEY (writtendraft_id) REFERENCES laws_writtendraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_writtendraft_editors ADD CONSTRAINT laws_writtendraft_editors_user_id_736c1123_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_instrument_id_3606f16c_fk_laws_instrument_id FOREIGN KEY (instrument_id) REFERENCES laws_instrument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY laws_writtendraft ADD CONSTRAINT laws_writtendraft_network_id_30396c6a_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_columnmapping ADD CONSTRAINT ledger_columnmapping_created_by_id_d8e3dcda_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_cosignature ADD CONSTRAINT ledger_cosignature_checkpoint_id_889c5333_fk_ledger_ch FOREIGN KEY (checkpoint_id) REFERENCES ledger_checkpoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_cosignature ADD CONSTRAINT ledger_cosignature_witness_id_6911b273_fk_ledger_witness_id FOREIGN KEY (witness_id) REFERENCES ledger_witness(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_countdispute ADD CONSTRAINT ledger_countdispute_created_by_id_e3a272ed_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_countdispute ADD CONSTRAINT ledger_countdispute_thread_id_0d19ce49_fk_ledger_thread_id FOREIGN KEY (thread_id) REFERENCES ledger_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_answers_id_e163e61f_fk_ledger_exchange_id FOREIGN KEY (answers_id) REFERENCES ledger_exchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_authority_id_f1bd8f7e_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_created_by_id_b03197a3_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_entry_id_f35defa1_fk_ledger_logentry_id FOREIGN KEY (entry_id) REFERENCES ledger_logentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_network_id_90a8c4ed_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_organisation_id_fe1db45a_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_passed_to_id_f1800850_fk_registry_ FOREIGN KEY (passed_to_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchange ADD CONSTRAINT ledger_exchange_thread_id_a09b10ab_fk_ledger_thread_id FOREIGN KEY (thread_id) REFERENCES ledger_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_exchangedocument ADD CONSTRAINT ledger_exchangedocum_exchange_id_a71f2cb0_fk_ledger_ex FOREIGN KEY (exchange_id) REFERENCES ledger_exchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_logentry ADD CONSTRAINT ledger_logentry_holder_id_655edc58_fk_accounts_user_id FOREIGN KEY (holder_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_logopening ADD CONSTRAINT ledger_logopening_entry_id_1b6451df_fk_ledger_logentry_id FOREIGN KEY (entry_id) REFERENCES ledger_logentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_tableimport ADD CONSTRAINT ledger_tableimport_created_by_id_6d7e2a37_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_tableimport ADD CONSTRAINT ledger_tableimport_mapping_id_7fbca60c_fk_ledger_co FOREIGN KEY (mapping_id) REFERENCES ledger_columnmapping(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_thread ADD CONSTRAINT ledger_thread_ask_id_c96f95c6_fk_ledger_exchange_id FOREIGN KEY (ask_id) REFERENCES ledger_exchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_thread ADD CONSTRAINT ledger_thread_ground_id_837ff90b_fk_ledger_legalground_id FOREIGN KEY (ground_id) REFERENCES ledger_legalground(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_thread ADD CONSTRAINT ledger_thread_meaning_by_id_811688a0_fk_accounts_user_id FOREIGN KEY (meaning_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_witness ADD CONSTRAINT ledger_witness_created_by_id_e9912351_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY ledger_witness ADD CONSTRAINT ledger_witness_organisation_id_ea3be470_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY mfa_authenticator ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_coordination ADD CONSTRAINT networks_coordinatio_network_id_c8973e93_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_coordination ADD CONSTRAINT networks_coordination_person_id_64247518_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_dutyreminder ADD CONSTRAINT networks_dutyreminde_network_id_83c645b9_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_dutyreminder ADD CONSTRAINT networks_dutyreminde_organisation_id_b0b04f77_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_dutyreminder ADD CONSTRAINT networks_dutyreminder_sent_by_id_eb6e88ea_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_formername ADD CONSTRAINT networks_formername_network_id_26d55b81_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_forwardingline ADD CONSTRAINT networks_forwardingl_declared_by_id_33dfbba6_fk_accounts_ FOREIGN KEY (declared_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_forwardingline ADD CONSTRAINT networks_forwardingl_lower_id_faa4d712_fk_networks_ FOREIGN KEY (lower_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_forwardingline ADD CONSTRAINT networks_forwardingl_upper_id_38c8bf23_fk_networks_ FOREIGN KEY (upper_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_invitation ADD CONSTRAINT networks_invitation_by_id_2a9db243_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_invitation ADD CONSTRAINT networks_invitation_network_id_d2745231_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_invitation ADD CONSTRAINT networks_invitation_organisation_id_afec306c_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membership ADD CONSTRAINT networks_membership_network_id_eb69914f_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membership ADD CONSTRAINT networks_membership_organisation_id_97ae28b2_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membershiprequest ADD CONSTRAINT networks_membershipr_asked_by_id_44dd64d6_fk_accounts_ FOREIGN KEY (asked_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membershiprequest ADD CONSTRAINT networks_membershipr_network_id_1892cc7d_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membershiprequest ADD CONSTRAINT networks_membershipr_organisation_id_dc2963e6_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_membershiprequest ADD CONSTRAINT networks_membershipr_settled_by_id_6d93a956_fk_accounts_ FOREIGN KEY (settled_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_network_coordinators ADD CONSTRAINT networks_network_coo_network_id_8d254add_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY networks_network_coordinators ADD CONSTRAINT networks_network_coo_user_id_cd8b54b3_fk_accounts_ FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY notifications_following ADD CONSTRAINT notifications_follow_follower_id_52a09885_fk_notificat FOREIGN KEY (follower_id) REFERENCES notifications_follower(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handover ADD CONSTRAINT outcomes_handover_authority_id_410156e0_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handover ADD CONSTRAINT outcomes_handover_created_by_id_35193f97_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handover ADD CONSTRAINT outcomes_handover_submission_id_bf07192c_fk_outcomes_ FOREIGN KEY (submission_id) REFERENCES outcomes_submission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handoverreply ADD CONSTRAINT outcomes_handoverrep_created_by_id_0e17c9b1_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handoverreply ADD CONSTRAINT outcomes_handoverrep_handover_id_3a28a0d9_fk_outcomes_ FOREIGN KEY (handover_id) REFERENCES outcomes_handover(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_handoverreply ADD CONSTRAINT outcomes_handoverrep_suggestion_id_8659d888_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_consultation_id_f56023a4_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_initiative_id_250b13f9_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES initiatives_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_network_id_0a9cb9cc_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_page_ptr_id_bd84a957_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_article ADD CONSTRAINT pages_article_work_id_75d14be0_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_articlepicture ADD CONSTRAINT pages_articlepicture_page_id_ef5dac83_fk_pages_art FOREIGN KEY (page_id) REFERENCES pages_article(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_articlepicture ADD CONSTRAINT pages_articlepicture_picture_id_87c22ca2_fk_pages_picture_id FOREIGN KEY (picture_id) REFERENCES pages_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_articletag ADD CONSTRAINT pages_articletag_content_object_id_41bc1f64_fk_pages_art FOREIGN KEY (content_object_id) REFERENCES pages_article(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_articletag ADD CONSTRAINT pages_articletag_tag_id_cb746d81_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_homepage ADD CONSTRAINT pages_homepage_logo_id_2af47196_fk_pages_picture_id FOREIGN KEY (logo_id) REFERENCES pages_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_homepage ADD CONSTRAINT pages_homepage_map_picture_id_7ee22ad6_fk_pages_picture_id FOREIGN KEY (map_picture_id) REFERENCES pages_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_homepage ADD CONSTRAINT pages_homepage_page_ptr_id_5b805d74_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_importedpage ADD CONSTRAINT pages_importedpage_news_import_id_15e74ee3_fk_pages_new FOREIGN KEY (news_import_id) REFERENCES pages_newsimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_importedpage ADD CONSTRAINT pages_importedpage_page_id_04200ea4_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_infopage ADD CONSTRAINT pages_infopage_page_ptr_id_7aa939df_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_newsletterissue ADD CONSTRAINT pages_newsletterissu_created_by_id_e51f76d9_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_picture ADD CONSTRAINT pages_picture_created_by_id_fdb1c42c_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_picturefile ADD CONSTRAINT pages_picturefile_picture_id_8712cb75_fk_pages_picture_id FOREIGN KEY (picture_id) REFERENCES pages_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_section ADD CONSTRAINT pages_section_page_ptr_id_c7d293ce_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pages_series ADD CONSTRAINT pages_series_page_ptr_id_e90bc264_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY personal_erasure ADD CONSTRAINT personal_erasure_by_id_d008ecc1_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY personal_erasure ADD CONSTRAINT personal_erasure_person_id_959119dc_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_proposalversion ADD CONSTRAINT proposals_edition_by_id_17205b54_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_proposalversion ADD CONSTRAINT proposals_edition_proposal_id_392c10df_fk_proposals_proposal_id FOREIGN KEY (proposal_id) REFERENCES proposals_proposal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardedi_forwarding_id_bfa00840_fk_proposals FOREIGN KEY (forwarding_id) REFERENCES proposals_forwarding(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardedi_settled_by_id_d465f4d6_fk_accounts_ FOREIGN KEY (settled_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardedi_statement_id_e8c16d84_fk_consultat FOREIGN KEY (statement_id) REFERENCES consultations_statement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardedi_suggestion_id_35dce0aa_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwardeditem ADD CONSTRAINT proposals_forwardedi_taken_statement_id_910a8afe_fk_consultat FOREIGN KEY (taken_statement_id) REFERENCES consultations_statement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwarding ADD CONSTRAINT proposals_forwarding_forwarded_by_id_ce4c629b_fk_accounts_ FOREIGN KEY (forwarded_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwarding ADD CONSTRAINT proposals_forwarding_origin_id_60205657_fk_consultat FOREIGN KEY (origin_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwarding ADD CONSTRAINT proposals_forwarding_target_id_5bba478c_fk_consultat FOREIGN KEY (target_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_forwarding ADD CONSTRAINT proposals_forwarding_version_id_d826ff7a_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_minorityopinion ADD CONSTRAINT proposals_minorityop_edition_id_cd365d67_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_minorityopinion ADD CONSTRAINT proposals_minorityop_organisation_id_03775cc1_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_minorityopinion ADD CONSTRAINT proposals_minorityopinion_by_id_5304847d_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_proposal ADD CONSTRAINT proposals_proposal_consultation_id_a358d944_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_remark ADD CONSTRAINT proposals_remark_by_id_fbb15805_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_remark ADD CONSTRAINT proposals_remark_edition_id_b1d676d9_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_remark ADD CONSTRAINT proposals_remark_suggestion_id_5128adcf_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_reply ADD CONSTRAINT proposals_reply_by_id_18f28511_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_reply ADD CONSTRAINT proposals_reply_suggestion_id_fdb0f67e_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_signature ADD CONSTRAINT proposals_signature_by_id_905369ef_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_signature ADD CONSTRAINT proposals_signature_edition_id_ab9f8b8d_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_signature ADD CONSTRAINT proposals_signature_organisation_id_097fe279_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_submission ADD CONSTRAINT proposals_submission_authority_id_803f83f0_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_submission ADD CONSTRAINT proposals_submission_by_id_635f5410_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_submission ADD CONSTRAINT proposals_submission_edition_id_33657f54_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_suggestion ADD CONSTRAINT proposals_suggestion_edition_id_e7cb27b3_fk_proposals FOREIGN KEY (version_id) REFERENCES proposals_proposalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_suggestion_groups ADD CONSTRAINT proposals_suggestion_group_id_3c9077ff_fk_consultat FOREIGN KEY (group_id) REFERENCES consultations_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY proposals_suggestion_groups ADD CONSTRAINT proposals_suggestion_suggestion_id_39f24b79_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_uptake ADD CONSTRAINT proposals_uptake_person_id_d05145eb_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY outcomes_uptake ADD CONSTRAINT proposals_uptake_suggestion_id_339b3d0d_fk_proposals FOREIGN KEY (suggestion_id) REFERENCES proposals_suggestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_calendar ADD CONSTRAINT registry_calendar_organisation_id_b9f30912_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_calendarday ADD CONSTRAINT registry_calendarday_calendar_id_e77eee34_fk_registry_ FOREIGN KEY (calendar_id) REFERENCES registry_calendar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_changeevent ADD CONSTRAINT registry_changeevent_file_import_id_cbd415b3_fk_registry_ FOREIGN KEY (file_import_id) REFERENCES registry_fileimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_changeevent ADD CONSTRAINT registry_changeevent_recorded_by_id_ea826a50_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_changeside ADD CONSTRAINT registry_changeside_event_id_7f77b771_fk_registry_ FOREIGN KEY (event_id) REFERENCES registry_changeevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_changeside ADD CONSTRAINT registry_changeside_organisation_id_cd79c5a0_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_contextevent_focuses ADD CONSTRAINT registry_contexteven_contextevent_id_f29d8376_fk_registry_ FOREIGN KEY (contextevent_id) REFERENCES registry_contextevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_contextevent_focuses ADD CONSTRAINT registry_contexteven_focusarea_id_dd636bbe_fk_registry_ FOREIGN KEY (focusarea_id) REFERENCES registry_focusarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_contextevent ADD CONSTRAINT registry_contexteven_recorded_by_id_dbc2b9d8_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_fact ADD CONSTRAINT registry_fact_file_import_id_e07150ff_fk_registry_fileimport_id FOREIGN KEY (file_import_id) REFERENCES registry_fileimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_fact ADD CONSTRAINT registry_fact_organisation_id_b996bfe7_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_fact ADD CONSTRAINT registry_fact_recorded_by_id_6794a1f1_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_fact ADD CONSTRAINT registry_fact_withdrawn_by_import__2c4cd940_fk_registry_ FOREIGN KEY (withdrawn_by_import_id) REFERENCES registry_fileimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_fileimport ADD CONSTRAINT registry_fileimport_created_by_id_6ed6e379_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_focusarea ADD CONSTRAINT registry_focusarea_merged_into_id_fc0fdfae_fk_registry_ FOREIGN KEY (merged_into_id) REFERENCES registry_focusarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_focuschange ADD CONSTRAINT registry_focuschange_created_by_id_3c5152e1_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_focuschange ADD CONSTRAINT registry_focuschange_focus_id_33231c73_fk_registry_focusarea_id FOREIGN KEY (focus_id) REFERENCES registry_focusarea(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_formerseat ADD CONSTRAINT registry_formerseat_organisation_id_63a1a0df_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_formerseat ADD CONSTRAINT registry_formerseat_user_id_e2a2be7d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_organisation ADD CONSTRAINT registry_organisatio_file_import_id_43d9ec26_fk_registry_ FOREIGN KEY (file_import_id) REFERENCES registry_fileimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_seat ADD CONSTRAINT registry_seat_organisation_id_1ae6035e_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY registry_seat ADD CONSTRAINT registry_seat_user_id_3b2c2e97_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_lawtrace ADD CONSTRAINT research_lawtrace_consultation_id_591db806_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_lawtrace ADD CONSTRAINT research_lawtrace_decided_by_id_9da12159_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_lawtrace ADD CONSTRAINT research_lawtrace_work_id_de50e33c_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_prize ADD CONSTRAINT research_prize_body_id_c022ac1c_fk_registry_organisation_id FOREIGN KEY (body_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_prize ADD CONSTRAINT research_prize_created_by_id_82bd23c1_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_prize ADD CONSTRAINT research_prize_work_id_5a2723ce_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchoffer ADD CONSTRAINT research_researchoff_created_by_id_6293412b_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchoffer ADD CONSTRAINT research_researchoff_organisation_id_bceae212_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchoffer ADD CONSTRAINT research_researchoff_request_id_b5cb76ac_fk_research_ FOREIGN KEY (request_id) REFERENCES research_researchrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchrequest ADD CONSTRAINT research_researchreq_authority_id_f77ff92b_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchrequest ADD CONSTRAINT research_researchreq_created_by_id_853078fb_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchrequest ADD CONSTRAINT research_researchreq_network_id_af38a002_fk_networks_ FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_researchrequest ADD CONSTRAINT research_researchreq_organisation_id_e4819dea_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_commissioner_id_a6bd149f_fk_registry_ FOREIGN KEY (commissioner_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_created_by_id_e1410201_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_network_id_f62a692d_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES networks_network(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_organisation_id_0060df68_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_work ADD CONSTRAINT research_work_request_id_0c6e9452_fk_research_ FOREIGN KEY (request_id) REFERENCES research_researchrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workauthor ADD CONSTRAINT research_workauthor_organisation_id_5f598056_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workauthor ADD CONSTRAINT research_workauthor_user_id_5fde55dc_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workauthor ADD CONSTRAINT research_workauthor_work_id_2d06be83_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workfile ADD CONSTRAINT research_workfile_version_id_42d1733c_fk_research_ FOREIGN KEY (version_id) REFERENCES research_workversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_worktheme ADD CONSTRAINT research_worktheme_work_id_45bc6329_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workuse ADD CONSTRAINT research_workuse_authority_id_98aa8107_fk_registry_ FOREIGN KEY (authority_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workuse ADD CONSTRAINT research_workuse_consultation_id_73421095_fk_consultat FOREIGN KEY (consultation_id) REFERENCES consultations_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workuse ADD CONSTRAINT research_workuse_created_by_id_42ef9e10_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workuse ADD CONSTRAINT research_workuse_work_id_c35c2702_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workversion ADD CONSTRAINT research_workversion_created_by_id_71c51c60_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY research_workversion ADD CONSTRAINT research_workversion_work_id_0ad99384_fk_research_work_id FOREIGN KEY (work_id) REFERENCES research_work(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_accepted_by_id_740cc361_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_organisation_id_cec8adfd_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_round_id_c7fc854e_fk_returns_returnround_id FOREIGN KEY (round_id) REFERENCES returns_returnround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_sent_by_id_88d0a1bd_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_return ADD CONSTRAINT returns_return_table_id_f423a968_fk_returns_returntable_id FOREIGN KEY (table_id) REFERENCES returns_returntable(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_returnround_asked ADD CONSTRAINT returns_returnround__organisation_id_569c5ff9_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_returnround_asked ADD CONSTRAINT returns_returnround__returnround_id_80b2db68_fk_returns_r FOREIGN KEY (returnround_id) REFERENCES returns_returnround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_returnround ADD CONSTRAINT returns_returnround_created_by_id_948cface_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_returntable ADD CONSTRAINT returns_returntable_created_by_id_a0e8d666_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY returns_returntable ADD CONSTRAINT returns_returntable_round_id_d1300337_fk_returns_returnround_id FOREIGN KEY (round_id) REFERENCES returns_returnround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY taggit_taggeditem ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY taggit_taggeditem ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_localesynchronization ADD CONSTRAINT wagtail_localize_loc_locale_id_036a3a20_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_localesynchronization ADD CONSTRAINT wagtail_localize_loc_sync_from_id_1bc4c2eb_fk_wagtailco FOREIGN KEY (sync_from_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_overridablesegment ADD CONSTRAINT wagtail_localize_ove_context_id_eed8c388_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_overridablesegment ADD CONSTRAINT wagtail_localize_ove_source_id_5720ac20_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_relatedobjectsegment ADD CONSTRAINT wagtail_localize_rel_context_id_c0a725be_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_relatedobjectsegment ADD CONSTRAINT wagtail_localize_rel_object_id_6c7b58df_fk_wagtail_l FOREIGN KEY (object_id) REFERENCES wagtail_localize_translatableobject(translation_key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_relatedobjectsegment ADD CONSTRAINT wagtail_localize_rel_source_id_9a3b1373_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_segmentoverride ADD CONSTRAINT wagtail_localize_seg_context_id_f827efe0_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_segmentoverride ADD CONSTRAINT wagtail_localize_seg_last_translated_by_i_a86448fc_fk_accounts_ FOREIGN KEY (last_translated_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_segmentoverride ADD CONSTRAINT wagtail_localize_seg_locale_id_b1673d41_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_str_context_id_3cc13049_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringsegment ADD CONSTRAINT wagtail_localize_str_context_id_63235539_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_str_last_translated_by_i_764c7a3f_fk_accounts_ FOREIGN KEY (last_translated_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_string ADD CONSTRAINT wagtail_localize_str_locale_id_2cded126_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_str_locale_id_b9e3730d_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringsegment ADD CONSTRAINT wagtail_localize_str_source_id_5804129f_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringsegment ADD CONSTRAINT wagtail_localize_str_string_id_6356d5ec_fk_wagtail_l FOREIGN KEY (string_id) REFERENCES wagtail_localize_string(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_stringtranslation ADD CONSTRAINT wagtail_localize_str_translation_of_id_8eef01d0_fk_wagtail_l FOREIGN KEY (translation_of_id) REFERENCES wagtail_localize_string(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_templatesegment ADD CONSTRAINT wagtail_localize_tem_context_id_81456b25_fk_wagtail_l FOREIGN KEY (context_id) REFERENCES wagtail_localize_translationcontext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_templatesegment ADD CONSTRAINT wagtail_localize_tem_source_id_26b89dc6_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_templatesegment ADD CONSTRAINT wagtail_localize_tem_template_id_c370b3c8_fk_wagtail_l FOREIGN KEY (template_id) REFERENCES wagtail_localize_template(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translatableobject ADD CONSTRAINT wagtail_localize_tra_content_type_id_0d6c5139_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationsource ADD CONSTRAINT wagtail_localize_tra_locale_id_0ac264c0_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationlog ADD CONSTRAINT wagtail_localize_tra_locale_id_37619cb4_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationsource ADD CONSTRAINT wagtail_localize_tra_object_id_6a078fd2_fk_wagtail_l FOREIGN KEY (object_id) REFERENCES wagtail_localize_translatableobject(translation_key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationcontext ADD CONSTRAINT wagtail_localize_tra_object_id_86263ce7_fk_wagtail_l FOREIGN KEY (object_id) REFERENCES wagtail_localize_translatableobject(translation_key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationlog ADD CONSTRAINT wagtail_localize_tra_revision_id_e3b62278_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationlog ADD CONSTRAINT wagtail_localize_tra_source_id_7228923e_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translation ADD CONSTRAINT wagtail_localize_tra_source_id_e326e1e3_fk_wagtail_l FOREIGN KEY (source_id) REFERENCES wagtail_localize_translationsource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translationsource ADD CONSTRAINT wagtail_localize_tra_specific_content_typ_3095eb76_fk_django_co FOREIGN KEY (specific_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtail_localize_translation ADD CONSTRAINT wagtail_localize_tra_target_locale_id_8c524f73_fk_wagtailco FOREIGN KEY (target_locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailadmin_editingsession ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailadmin_editingsession ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_accounts_ FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailadmin_formstate ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailadmin_formstate ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_apitoken ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_collectionviewrestriction ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_collectionviewrestriction_groups ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_collectionviewrestriction_groups ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_comment ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_comment ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_accounts_user_id FOREIGN KEY (resolved_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_comment ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_comment ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_commentreply ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_commentreply ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupapprovaltask_groups ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupapprovaltask_groups ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupapprovaltask ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupcollectionpermission ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupcollectionpermission ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupcollectionpermission ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_grouppagepermission ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_grouppagepermission ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_grouppagepermission ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupsitepermission ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupsitepermission ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_groupsitepermission ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_modellogentry ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_accounts_user_id FOREIGN KEY (locked_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_page ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pagelogentry ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_revision ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pagesubscription ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pagesubscription ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_accounts_ FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pageviewrestriction_groups ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pageviewrestriction ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_pageviewrestriction_groups ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_referenceindex ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_referenceindex ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_referenceindex ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_revision ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_revision ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_site ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_task ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_accounts_ FOREIGN KEY (finished_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_taskstate ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_uploadedfile ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_uploadedfile ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowcontenttype ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowpage ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_accounts_ FOREIGN KEY (requested_by_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowtask ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowstate ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowpage ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowcontenttype ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailcore_workflowtask ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtaildocs_document ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtaildocs_document ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailforms_formsubmission ADD CONSTRAINT wagtailforms_formsub_page_id_e48e93e7_fk_wagtailco FOREIGN KEY (page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailimages_image ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailimages_image ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailimages_rendition ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailredirects_redirect ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailredirects_redirect ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailsearch_indexentry ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY wagtailusers_userprofile ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
